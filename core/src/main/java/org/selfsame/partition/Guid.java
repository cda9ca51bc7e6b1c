package org.selfsame.partition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// A GUID of a partition table.
public record Guid(UUID value) {
    /// The type of an EFI system partition (UEFI specification 2.10, table 5.7).
    public static final Guid EFI_SYSTEM = of("C12A7328-F81F-11D2-BA4B-00A0C93EC93B");
    /// The type of a partition with GRUB's core image, which a BIOS starts (GRUB manual, "BIOS installation").
    public static final Guid BIOS_BOOT = of("21686148-6449-6E6F-744E-656564454649");
    /// The type of a partition with a file system of Linux (Discoverable Partitions Specification).
    public static final Guid LINUX_DATA = of("0FC63DAF-8483-4772-8E79-3D69D8477DE4");

    static final int SIZE = 16;

    /// The GUID in its usual form of 36 characters.
    ///
    /// @throws IllegalArgumentException if it is not one
    public static Guid of(String text) {
        var value = UUID.fromString(text);
        if (!value.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not a GUID: " + text);
        }
        return new Guid(value);
    }

    /// A GUID that depends on `inputs` alone: version 8 of RFC 9562, from the first 128 bits of the SHA-256 of the inputs
    /// in UTF-8, each followed by a zero byte.
    public static Guid derived(String... inputs) {
        var digest = ByteBuffer.wrap(sha256(inputs));
        long high = digest.getLong() & ~0xf000L | 0x8000L;
        long low = digest.getLong() & ~(3L << 62) | 2L << 62;
        return new Guid(new UUID(high, low));
    }

    /// A disk signature that depends on `inputs` alone, in the same way: the first 32 bits, with the lowest one set, as 0
    /// says that there is none.
    public static long derivedDiskId(String... inputs) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(sha256(inputs)).getInt() | 1);
    }

    private static byte[] sha256(String... inputs) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var input : inputs) {
                digest.update(input.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Puts it as it is stored: the first three groups little-endian (UEFI specification 2.10, appendix A).
    void put(ByteBuffer little) {
        long high = value.getMostSignificantBits();
        little.putInt((int) (high >> 32)).putShort((short) (high >> 16)).putShort((short) high);
        little.order(ByteOrder.BIG_ENDIAN).putLong(value.getLeastSignificantBits()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
