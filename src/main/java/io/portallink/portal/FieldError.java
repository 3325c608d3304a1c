package io.portallink.portal;

/** One wrong field, header or parameter of a request; the message never repeats the value. */
public record FieldError(String field, String message) {}
