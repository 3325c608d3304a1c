package io.portallink.benchmark;

import static io.portallink.benchmark.Aims.number;

import java.util.List;
import java.util.Locale;

/** Bars as SVG, without a library; its colours follow the reader's light or dark scheme. */
final class Picture {

    private static final int WIDTH = 880;
    private static final int LABELS = 290;
    private static final int BARS = 480;
    private static final int ROW = 24;
    private static final int BAR = 14;
    private static final int TITLE = 44;

    private final StringBuilder shapes = new StringBuilder();
    private int y = 4;

    private Picture() {}

    static String of(Results results) {
        Picture picture = new Picture();
        picture.panel(
                "Requests a second, 64 connections (more is better)",
                results.loads().stream()
                        .map(load -> new Bar(
                                label(load.name(), load.store()), load.perSecond(), 0, number(load.perSecond())))
                        .toList());
        picture.panel(
                "Milliseconds added at 200 requests/s: p50, and up to p99 (less is better)",
                results.latencies().stream()
                        .filter(row -> !Speed.PLATFORM.equals(row.name()))
                        .map(row -> new Bar(
                                label(row.name(), row.store()),
                                Math.max(0, row.added50()),
                                Math.max(0, row.added99() - Math.max(0, row.added50())),
                                number(row.added50()) + ", p99 " + number(row.added99())))
                        .toList());
        picture.panel(
                "CPU microseconds a request: the server's, and on top of it PostgreSQL's (less is better)",
                results.loads().stream().map(load -> cpu(load)).toList());
        return picture.svg();
    }

    private static Bar cpu(Load load) {
        String store = load.storeCpu() > 0 ? " + " + number(load.storeCpu()) : "";
        return new Bar(label(load.name(), load.store()), load.cpu(), load.storeCpu(), number(load.cpu()) + store);
    }

    private void panel(String title, List<Bar> bars) {
        if (bars.isEmpty()) {
            return;
        }
        y += TITLE;
        shapes.append("<text class=\"title\" x=\"8\" y=\"%d\">%s</text>\n".formatted(y - 12, title));
        double most =
                bars.stream().mapToDouble(bar -> bar.value + bar.onTop).max().orElse(1);
        bars.forEach(bar -> draw(bar, most));
    }

    private void draw(Bar bar, double most) {
        double first = BARS * bar.value / most;
        double second = BARS * bar.onTop / most;
        int text = y + BAR - 2;
        String kind = bar.label.startsWith("broker") ? "broker" : "other";
        shapes.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n".formatted(LABELS - 8, text, bar.label));
        rectangle(kind, LABELS, Math.max(1, first));
        if (bar.onTop > 0) {
            rectangle("top", LABELS + first, second);
        }
        shapes.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>\n", LABELS + first + second + 6, text, bar.text));
        y += ROW;
    }

    private void rectangle(String kind, double x, double width) {
        shapes.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
                kind,
                x,
                y,
                width,
                BAR));
    }

    private static String label(String name, String store) {
        return store.isEmpty() ? name : name + " · " + store;
    }

    private String svg() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
                <title>The broker beside bare proxies: requests a second, latency, processor time</title>
                <style>
                text { font: 13px system-ui, sans-serif; fill: #1f2328 }
                .title { font-size: 15px; font-weight: 600 }
                .other { fill: #8c959f }
                .broker { fill: #0969da }
                .top { fill: #bf8700 }
                @media (prefers-color-scheme: dark) {
                  text { fill: #e6edf3 }
                  .other { fill: #768390 }
                  .broker { fill: #4493f8 }
                  .top { fill: #d29922 }
                }
                </style>
                %3$s</svg>
                """.formatted(WIDTH, y + 8, shapes);
    }

    /** @param onTop drawn behind the first in another colour; 0 for nothing */
    private record Bar(String label, double value, double onTop, String text) {}
}
