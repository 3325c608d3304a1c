package io.portallink.sandbox;

/** Where this sandbox listens. */
record SandboxAddress(int port) {

    String url(String path) {
        return "http://localhost:" + port + path;
    }
}
