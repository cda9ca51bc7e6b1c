package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.verify.HeadStart;

/// Guesses which argument of `verify` is the image, before the arguments are understood: the largest file, since all
/// else that can be named (signatures, lists, keys) is small. A wrong guess costs some reading, and nothing else.
final class LargestFile {
    /// Below this the digest is done sooner than the program is loaded.
    private static final long WORTH_IT = 16 << 20;

    private LargestFile() {}

    /// Begins to read the largest of the files that `arguments` name, or null if there is none worth it.
    static @Nullable HeadStart begin(List<String> arguments) {
        Path largest = null;
        long most = WORTH_IT - 1;
        for (var argument : arguments) {
            try {
                var path = Path.of(argument);
                var attributes = Files.readAttributes(path, BasicFileAttributes.class);
                if (attributes.isRegularFile() && attributes.size() > most) {
                    largest = path;
                    most = attributes.size();
                }
            } catch (InvalidPathException | IOException _) {
                // not the name of a file that can be read; for the command to say
            }
        }
        try {
            return largest == null ? null : HeadStart.on(largest);
        } catch (IOException _) {
            return null;
        }
    }
}
