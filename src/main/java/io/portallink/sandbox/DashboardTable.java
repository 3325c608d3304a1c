package io.portallink.sandbox;

import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.PlatformId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The dashboard's table: a row for each merchant's account, a cell for each page that its platform has. */
final class DashboardTable {

    static final String FRONT_PAGE = "Front page";

    private final Map<PlatformId, Set<Page>> pages;

    DashboardTable(List<Platform> platforms) {
        this.pages = platforms.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Platform::id, platform -> platform.capabilities().pages()));
    }

    List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(FRONT_PAGE));
        for (Page page : Page.values()) {
            columns.add(label(page));
        }
        return columns;
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (DemoMerchant merchant : DemoMerchant.values()) {
            for (PlatformId platform : merchant.accounts().keySet()) {
                rows.add(new Row(merchant.id().value(), platform.value(), merchant.note(), cells(platform)));
            }
        }
        return rows;
    }

    private List<Cell> cells(PlatformId platform) {
        Set<Page> supported = pages.getOrDefault(platform, Set.of());
        List<Cell> cells = new ArrayList<>(List.of(new Cell("", FRONT_PAGE, true)));
        for (Page page : Page.values()) {
            cells.add(new Cell(page.wire(), label(page), supported.contains(page)));
        }
        return cells;
    }

    private static String label(Page page) {
        return page.wire().substring(0, 1).toUpperCase(Locale.ROOT)
                + page.wire().substring(1);
    }

    record Row(String merchant, String platform, String note, List<Cell> cells) {}

    /** @param page as the API calls it; empty for the front page */
    record Cell(String page, String label, boolean supported) {}
}
