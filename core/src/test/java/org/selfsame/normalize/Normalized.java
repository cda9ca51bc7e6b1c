package org.selfsame.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.BytesContent;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;

/// What the content rules made of some bytes, and what they said.
///
/// @param changes `PATH RULE` each
/// @param skipped what was left alone
@SuppressWarnings("ArrayRecordComponent")
public record Normalized(byte[] bytes, List<String> changes, List<Skipped> skipped) {
    /// 2017-11-26 12:00 in UTC.
    public static final Epoch EPOCH = new Epoch(1_511_697_600, false);

    /// Applies all content rules, expects that a second time changes nothing.
    public static Normalized of(byte[] bytes, Epoch epoch) throws IOException {
        var once = once(bytes, epoch);
        assertThat(once(once.bytes, epoch).changes).as("changes of a second time").isEmpty();
        return once;
    }

    /// As [#of(byte[], Epoch)].
    public static Normalized of(Path file) throws IOException {
        return of(Files.readAllBytes(file), EPOCH);
    }

    private static Normalized once(byte[] bytes, Epoch epoch) throws IOException {
        var changes = new ArrayList<String>();
        var skipped = new ArrayList<Skipped>();
        var log = new Log() {
            @Override
            public void changed(Change change) {
                changes.add(change.path() + " " + change.rule());
            }

            @Override
            public void skipped(Skipped what) {
                skipped.add(what);
            }
        };
        try (var scratch = new Scratch(Path.of(System.getProperty("java.io.tmpdir")), 1 << 20)) {
            var after = new Normalizer(Rules.content(), epoch, Limits.DEFAULT, scratch, Task.silent()).content("file",
                    new BytesContent(bytes), log).orElse(new BytesContent(bytes));
            return new Normalized(after.bytes(0, (int) after.size()), changes, skipped);
        }
    }

    /// Expects that two files differ, and are equal once they are normalized; writes the result over the first.
    public static Normalized sameOf(Path first, Path second) throws IOException {
        assertThat(Files.readAllBytes(first)).as("before").isNotEqualTo(Files.readAllBytes(second));
        var left = of(first);
        var right = of(second);
        assertThat(left.skipped).isEmpty();
        assertThat(right.skipped).isEmpty();
        assertThat(left.bytes).as("after").isEqualTo(right.bytes);
        Files.write(first, left.bytes);
        return left;
    }

    /// Why nothing was done.
    public List<Reason> reasons() {
        return skipped.stream().map(Skipped::reason).toList();
    }
}
