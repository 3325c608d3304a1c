package io.portallink.api;

/** One line of a body, before anybody asks what it means. */
sealed interface RawLine {

    int number();

    boolean isBlank();

    /** Without its line end. */
    record Text(int number, String text) implements RawLine {

        @Override
        public boolean isBlank() {
            return text.isBlank();
        }

        @Override
        public String toString() {
            return "line " + number;
        }
    }

    /** A line that can't be had as text. */
    record Unreadable(int number, String reason) implements RawLine {

        @Override
        public boolean isBlank() {
            return false;
        }
    }
}
