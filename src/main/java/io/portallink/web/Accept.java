package io.portallink.web;

import java.util.Comparator;
import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeType;

/**
 * What an {@code Accept} header wants. Spring's own choice goes by the order in the header where the weights are equal; the
 * contract's does not.
 */
public record Accept(List<MediaType> ranges) {

    /** @throws InvalidMediaTypeException when a value is not of this header's form */
    public static Accept of(List<String> values) {
        return new Accept(MediaType.parseMediaTypes(values));
    }

    /** RFC 9110, 12.5.1: of the ranges that match, the most specific one gives the weight; none: 0. */
    public double weight(MediaType type) {
        return ranges.stream()
                .filter(range -> range.includes(type))
                .max(Comparator.comparing((MimeType range) -> !range.isWildcardType())
                        .thenComparing(range -> !range.isWildcardSubtype()))
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }

    public boolean prefersHtml() {
        return weight(MediaType.TEXT_HTML) > weight(MediaType.APPLICATION_JSON);
    }
}
