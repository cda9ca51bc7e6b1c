package org.selfsame.app.window.home;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.selfsame.verify.Request;
import org.selfsame.verify.SideNames;

/// Files that came together, sorted by their names into the image and what speaks for it. A name decides nothing but
/// which part a file plays: what it proves, its bytes say.
///
/// @param image the file to check; empty if only side files came and none leads to its file
/// @param signatures detached signatures over the image or over a list
/// @param checksums lists of checksums
/// @param leftOut further files that look like images: one is checked at a time
public record DroppedFiles(Optional<Path> image, List<Path> signatures, List<Path> checksums, List<Path> leftOut) {
    /// Sorts `files`. What is signed by name but not there (`SHA256SUMS.asc` without `SHA256SUMS`) is a list that holds its
    /// own signature. A side file alone leads to the file of its name beside it: `x.iso.sig` to `x.iso`.
    public static DroppedFiles sort(List<Path> files) {
        var images = new ArrayList<Path>();
        var signatures = new LinkedHashSet<Path>();
        var checksums = new LinkedHashSet<Path>();
        for (var file : files) {
            if (isSignature(file)) {
                var signed = withoutEnding(file);
                if (!isList(signed)) {
                    signatures.add(file);
                } else if (files.contains(signed) || Files.isRegularFile(signed)) {
                    signatures.add(file);
                    checksums.add(signed);
                } else {
                    checksums.add(file);
                }
            } else if (isList(file)) {
                checksums.add(file);
            } else {
                images.add(file);
            }
        }
        var image = images.isEmpty() ? beside(signatures, checksums) : Optional.of(images.getFirst());
        return new DroppedFiles(image, List.copyOf(signatures), List.copyOf(checksums),
                List.copyOf(images.subList(Math.min(1, images.size()), images.size())));
    }

    /// Sorts `files` that were chosen as side files: one whose name tells nothing is taken for a list.
    public static DroppedFiles sideFiles(List<Path> files) {
        var sorted = sort(files);
        var unnamed = files.stream().filter(file -> !isSignature(file) && !isList(file)).toList();
        return new DroppedFiles(Optional.empty(), sorted.signatures, joined(sorted.checksums, unnamed), List.of());
    }

    /// Whether there is a side file at all.
    public boolean hasSideFiles() {
        return !signatures.isEmpty() || !checksums.isEmpty();
    }

    /// A request to check `file` by the side files that came along.
    public Request request(Path file) {
        return addTo(Request.of(file));
    }

    /// `request` with the side files that came along.
    public Request addTo(Request request) {
        return request.withSignatures(joined(request.signatures(), signatures))
                .withChecksums(joined(request.checksums(), checksums));
    }

    private static List<Path> joined(List<Path> before, List<Path> more) {
        return Stream.concat(before.stream(), more.stream()).distinct().toList();
    }

    private static Optional<Path> beside(LinkedHashSet<Path> signatures, LinkedHashSet<Path> checksums) {
        var candidates = new ArrayList<Path>();
        signatures.forEach(file -> candidates.add(withoutEnding(file)));
        checksums.forEach(file -> SideNames.fileOf(name(file)).map(file::resolveSibling).ifPresent(candidates::add));
        return candidates.stream().filter(Files::isRegularFile).findFirst();
    }

    private static boolean isSignature(Path file) {
        return SideNames.isSignature(name(file));
    }

    private static boolean isList(Path file) {
        return SideNames.isList(name(file));
    }

    private static Path withoutEnding(Path file) {
        var name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.lastIndexOf('.')));
    }

    private static String name(Path file) {
        var name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
