package io.github.natcast.streamer.internal.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Makes the server's end of TLS connections that show one certificate. Thread-safe. */
final class TlsEngines {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final String[] APPLICATION_PROTOCOLS = {"http/1.1"};

    private final SSLContext context;
    private final String[] ciphers;

    TlsEngines(TlsIdentity identity) throws TlsFileException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] password = new char[0];
            store.setKeyEntry(
                    "server", identity.key(), password, identity.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsFileException("the JDK accepts no TLS certificate of " + identity + ": " + e.getMessage(), e);
        }
        ciphers = Arrays.stream(context.getDefaultSSLParameters().getCipherSuites())
                .filter(TlsEngines::isModern)
                .toArray(String[]::new);
    }

    /** Those of TLS 1.3, and of TLS 1.2 those with forward secrecy and authenticated encryption (RFC 9325 §4.2). */
    private static boolean isModern(String cipher) {
        boolean authenticated = cipher.contains("_GCM_") || cipher.contains("_CHACHA20_");
        boolean ofTls13 = !cipher.contains("_WITH_");
        return authenticated && (ofTls13 || cipher.startsWith("TLS_ECDHE_"));
    }

    SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(ciphers);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(APPLICATION_PROTOCOLS);
        engine.setSSLParameters(parameters);
        return engine;
    }
}
