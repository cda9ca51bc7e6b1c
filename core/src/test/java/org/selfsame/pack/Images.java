package org.selfsame.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.selfsame.testing.Tool;

/// Images of one tree by the tools of the ecosystem.
final class Images {
    private static final Map<String, String> EPOCH = Map.of("SOURCE_DATE_EPOCH", "1600050000");

    /// Files around the size of a block, equal ones, links, zeros, a large directory, a pipe, attributes.
    private static final String TREE = """
            mkdir -p tree/usr/bin tree/usr/share/many tree/etc tree/empty-dir
            cd tree
            seq 1 60000 > usr/share/numbers; cp usr/share/numbers usr/share/same
            seq 1 300 > usr/share/small; cp usr/share/small usr/share/small-2
            head -c 300001 /bin/bash > usr/bin/code; head -c 150000 /bin/bash | gzip -9n > usr/bin/noise
            for i in $(seq 1 400); do echo file $i > usr/share/many/entry-$i; done
            touch etc/empty; echo hello > etc/file; ln etc/file etc/link; ln -s file etc/symlink; mkfifo etc/pipe
            head -c 500000 /dev/zero > etc/zeros
            find . -exec touch -h -d @1600000000 {} +
            printf 'usr/bin/noise 100\\netc 50\\nusr/share/many/entry-7 -3\\n' > ../sort
            """;
    private static final String DEVICES = "-p 'dev d 755 0 0' -p 'dev/console c 620 0 5 5 1' -p 'dev/sda b 660 0 6 8 0'";

    private final Path directory;

    /// Images that are made in a directory which has the tree already.
    Images(Path directory) {
        this.directory = directory;
    }

    /// Makes the tree.
    static Images create(Path directory) {
        Tool.run(directory, "sh", "-ec", TREE);
        return new Images(directory);
    }

    /// Runs a script beside the tree, which makes the file `image`.
    Path by(String script) throws IOException {
        var image = directory.resolve("image");
        Files.deleteIfExists(image);
        var result = Tool.tryRun(directory, EPOCH, "bash", "-ec", script);
        if (result.exit() != 0) {
            throw new AssertionError(script + "\n" + result.out() + result.err());
        }
        return image;
    }

    Path mksquashfs(String options) throws IOException {
        return by("cd tree; mksquashfs . ../image -noappend -quiet -no-progress " + DEVICES + " " + options);
    }
}
