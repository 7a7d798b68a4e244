package io.github.natcast.streamer.internal.transport.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** Bouncy Castle's cryptography with ciphers that let nobody without the keys end a connection. Thread-safe. */
final class DroppingCrypto extends BcTlsCrypto {

    DroppingCrypto(SecureRandom random) {
        super(random);
    }

    @Override
    public TlsCipher createCipher(TlsCryptoParameters parameters, int encryption, int mac) throws IOException {
        return new DroppingCipher(super.createCipher(parameters, encryption, mac));
    }
}
