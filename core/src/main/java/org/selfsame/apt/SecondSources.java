package org.selfsame.apt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.selfsame.apt.ResolveException.Reason;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.task.Task;

/// Fetches the lists and indexes of archives that have several addresses from the others, too. Who gives one user an old
/// state cannot do so at all of them.
///
/// @param directory where files lie while they are compared
record SecondSources(AptRun apt, Path directory) {

    /// The lists that the other addresses give, by the names of the archives.
    ///
    /// @throws ResolveException if one cannot be reached or gives other bytes
    /// @throws IOException if a file cannot be read
    Map<String, List<Content>> compare(List<PinnedArchive> archives, Task task) throws IOException {
        var lists = new HashMap<String, List<Content>>();
        for (var archive : archives) {
            var others = new ArrayList<Content>();
            for (var uri : archive.request().uris().stream().skip(1).toList()) {
                var suite = Archives.aptAddress(uri).replaceFirst("/*$", "") + "/dists/" + archive.request().suite()
                        + "/";
                var list = fetch(archive, suite + "InRelease", archive.inRelease().sha256(),
                        archive.inRelease().size(), task);
                others.add(new BytesContent(Files.readAllBytes(list)));
                for (var index : archive.indexes()) {
                    fetch(archive, suite + index.index().path(), index.index().sha256(), index.index().size(), task);
                }
            }
            if (!others.isEmpty()) {
                lists.put(archive.request().name(), others);
            }
        }
        return lists;
    }

    private Path fetch(PinnedArchive archive, String address, Digest sha256, long size, Task task)
            throws IOException {
        var target = directory.resolve("second");
        Files.deleteIfExists(target);
        var answer = apt.download(List.of(address, target.toString(), "SHA256:" + sha256.hex(),
                "Checksum-FileSize:" + size), _ -> {}, task);
        if (answer.code() != 0) {
            throw AptTrouble.isAltered(answer)
                    ? new ResolveException(Reason.SOURCES_DIFFER, archive.request().name(), List.of(address))
                    : new ResolveException(Reason.UNREACHABLE, address, answer.after("E: "));
        }
        return target;
    }
}
