package org.selfsame.build;

import java.nio.file.Path;
import org.selfsame.content.Digest;

/// A file that a build made.
///
/// @param name its name, such as `tiny-1.0-amd64.iso`
/// @param file where it lies
/// @param size in bytes
public record Artifact(String name, Path file, long size, Digest sha256) {}
