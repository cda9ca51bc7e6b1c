package org.selfsame.verify;

import java.util.List;
import java.util.Set;
import org.selfsame.content.Digest;

/// The whole result of checking one file: plain data, for the window, the command line and the report alike.
///
/// @param file name of the file, without its directory
/// @param size in bytes; 0 if it could not be read
/// @param digests the file's digests, SHA-256 first; empty if it could not be read
/// @param verdict the one answer
/// @param badges remarks beside it, in the order of their declaration
/// @param evidence what was looked at, in the order for people
/// @param identity what the image says it is
/// @param damage where the image does not fit itself; looked for only when the verdict is a mismatch or on demand
public record Verification(String file, long size, List<Digest> digests, Verdict verdict, Set<Badge> badges,
        List<Evidence> evidence, Identity identity, List<Damage> damage) {}
