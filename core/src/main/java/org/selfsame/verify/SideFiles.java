package org.selfsame.verify;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.selfsame.content.FileContent;
import org.selfsame.trust.openpgp.CleartextMessage;
import org.selfsame.trust.publisher.FileNaming;
import org.selfsame.trust.publisher.Publishers;

/// The files that may say something about a file: those that the user gave first, then those whose name says so in the
/// same directory. Never looks further, never follows what a file says. Keys that lie there are only ever reported.
///
/// @param signatures detached signatures over the file
/// @param lists lists of checksums
/// @param keys files that may be keys
record SideFiles(List<Path> signatures, List<Listing> lists, List<Path> keys) {
    private static final List<String> KEY_SUFFIXES = List.of(".key", ".asc", ".gpg", ".pgp");
    /// Names that are looked at in the directory; a download folder has some thousand.
    private static final int MAX_NAMES = 100_000;
    /// Files of each sort that are used.
    private static final int MAX_FILES = 16;

    /// @param list the list
    /// @param signatures detached signatures over it
    record Listing(Path list, List<Path> signatures) {}

    /// Finds what the request gives and what lies beside its file.
    static SideFiles find(Request request, Publishers publishers) {
        return new Search(request, publishers).find();
    }

    private static final class Search {
        private final Request request;
        private final String name;
        private final List<FileNaming> namings;
        private final Set<String> beside;

        Search(Request request, Publishers publishers) {
            this.request = request;
            this.name = nameOf(request.file());
            this.namings = publishers.all().stream().flatMap(publisher -> publisher.naming(name).stream()).toList();
            this.beside = names(directoryOf(request.file()));
            // what the file says of itself is not beside it
            beside.remove(name);
        }

        SideFiles find() {
            var listPaths = new LinkedHashSet<Path>(request.checksums());
            var directory = directoryOf(request.file());
            var patterns = namings.stream().flatMap(naming -> naming.lists().stream())
                    .map(pattern -> pattern.replace("{file}", name)).toList();
            // a folder of downloads has many lists: those that are named after this file come first
            for (var sort : List.<Predicate<String>>of(patterns::contains, other -> SideNames.isListOf(other, name),
                    SideNames::isListOfMany)) {
                beside.stream().filter(other -> sort.test(other) || sort.test(list(other))).map(directory::resolve)
                        .forEach(listPaths::add);
            }
            var lists = listPaths.stream().limit(MAX_FILES).map(list -> new Listing(list, signaturesOf(list)))
                    .toList();
            var signatures = new LinkedHashSet<>(request.signatures());
            lists.forEach(list -> signatures.removeAll(list.signatures()));
            Stream.concat(namings.stream().flatMap(naming -> naming.signaturesOf(name).stream()),
                    SideNames.SIGNATURE_SUFFIXES.stream().map(suffix -> name + suffix)).filter(beside::contains)
                    .map(directory::resolve).forEach(signatures::add);
            var used = new LinkedHashSet<>(signatures);
            lists.forEach(list -> used.addAll(list.signatures()));
            used.addAll(listPaths);
            var keys = beside.stream().filter(Search::maybeKey).map(directory::resolve)
                    .filter(path -> !used.contains(path)).limit(MAX_FILES).toList();
            return new SideFiles(signatures.stream().limit(MAX_FILES).toList(), lists, keys);
        }

        /// The name of the list that a file of this name is: `SHA256SUMS.asc` without `SHA256SUMS`, with a text in it,
        /// is a list that holds its own signature.
        private String list(String other) {
            var signed = SideNames.signedBy(other);
            return signed.equals(other) || beside.contains(signed)
                    || !holdsText(directoryOf(request.file()).resolve(other)) ? other : signed;
        }

        private static boolean holdsText(Path path) {
            try (var content = FileContent.open(path)) {
                return CleartextMessage.begins(content);
            } catch (IOException _) {
                return false;
            }
        }

        private List<Path> signaturesOf(Path list) {
            var listName = nameOf(list);
            var directory = directoryOf(list);
            var names = Stream.concat(
                    namings.stream().flatMap(naming -> naming.signaturesOfList(listName).stream()),
                    SideNames.SIGNATURE_SUFFIXES.stream().map(suffix -> listName + suffix)).distinct().toList();
            var given = request.signatures().stream().filter(path -> names.contains(nameOf(path)));
            return Stream.concat(given, names.stream().map(directory::resolve).filter(Files::exists)).distinct()
                    .limit(MAX_FILES).toList();
        }

        private static boolean maybeKey(String other) {
            return KEY_SUFFIXES.stream().anyMatch(other::endsWith);
        }
    }

    private static Set<String> names(Path directory) {
        var names = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(directory)) {
            for (var entry : entries) {
                names.add(nameOf(entry));
                if (names.size() == MAX_NAMES) {
                    break;
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            // a directory that may not be listed: then there is what the user gave
            return new TreeSet<>();
        }
        return new TreeSet<>(names);
    }

    private static Path directoryOf(Path file) {
        var parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /// The last name of a path, as text.
    static String nameOf(Path path) {
        var name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
