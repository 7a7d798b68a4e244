package io.github.natcast.examples.cli.deployment;

import java.nio.file.Path;

/**
 * PEM files of the HTTP port.
 *
 * @param certificate the chain, the server's own first
 * @param key its private key
 */
public record TlsFiles(Path certificate, Path key) {}
