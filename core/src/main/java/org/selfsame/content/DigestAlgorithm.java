package org.selfsame.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A digest algorithm that lists of checksums use.
public enum DigestAlgorithm {
    /// 16 bytes. Broken; only good for telling damage from no damage.
    MD5("MD5", 16),
    /// 20 bytes. Broken; only good for telling damage from no damage.
    SHA1("SHA-1", 20),
    /// 28 bytes.
    SHA224("SHA-224", 28),
    /// 32 bytes.
    SHA256("SHA-256", 32),
    /// 48 bytes.
    SHA384("SHA-384", 48),
    /// 64 bytes.
    SHA512("SHA-512", 64);

    private final String jdkName;
    private final int length;

    DigestAlgorithm(String jdkName, int length) {
        this.jdkName = jdkName;
        this.length = length;
    }

    /// Length of a digest in bytes.
    public int length() {
        return length;
    }

    /// The common name, such as `SHA-256`.
    public String commonName() {
        return jdkName;
    }

    /// Whether finding two contents with one digest is out of reach, so that an equal digest proves equal content.
    public boolean collisionResistant() {
        return this != MD5 && this != SHA1;
    }

    /// A new digest; every JDK has all of them.
    public MessageDigest start() {
        try {
            return MessageDigest.getInstance(jdkName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
