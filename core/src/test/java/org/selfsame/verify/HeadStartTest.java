package org.selfsame.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FileChangedException;
import org.selfsame.content.NotAFileException;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.task.TaskEvent;
import org.selfsame.trust.publisher.Publishers;

@Timeout(60)
class HeadStartTest {
    private static final int SIZE = 3_000_001;
    /// More than can be read before anything is done to the file; takes no space.
    private static final long HUGE = 1L << 40;

    @TempDir
    Path directory;
    private Path file;
    private byte[] bytes;

    @BeforeEach
    void makeFile() throws IOException {
        bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        file = Files.write(directory.resolve("file"), bytes);
    }

    private void setLength(long length) throws IOException {
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(length);
        }
    }

    private static Verification verify(Path path, HeadStart ahead, Task task) {
        return new Verifier(new Publishers(List.of()), InstantSource.fixed(Instant.EPOCH)).verify(Request.of(path),
                ahead, task);
    }

    @Test
    void digestsTheFileAndCountsEachByteOnce() throws IOException {
        var digest = DigestAlgorithm.SHA256.start();
        digest.update(bytes);
        var count = new AtomicLong();
        try (var ahead = HeadStart.on(file)) {
            assertThat(ahead.digests(count::addAndGet)).containsOnlyKeys(DigestAlgorithm.SHA256)
                    .containsValue(Digest.of(DigestAlgorithm.SHA256, digest.digest()));
        }
        assertThat(count).hasValue(SIZE);
    }

    @Test
    void hasTheUsualDigestAndNoOther() throws IOException {
        try (var ahead = HeadStart.on(file)) {
            assertThat(ahead.has(EnumSet.of(DigestAlgorithm.SHA256))).isTrue();
            assertThat(ahead.has(EnumSet.of(DigestAlgorithm.SHA256, DigestAlgorithm.SHA512))).isFalse();
        }
    }

    @Test
    void onlyFilesCanBeBegun() {
        assertThatThrownBy(() -> HeadStart.on(directory)).isInstanceOf(NotAFileException.class);
        assertThatThrownBy(() -> HeadStart.on(directory.resolve("missing"))).isInstanceOf(IOException.class);
    }

    @Test
    void saysThatTheFileWasCut() throws IOException {
        setLength(HUGE);
        try (var ahead = HeadStart.on(file)) {
            setLength(SIZE);
            assertThatThrownBy(() -> ahead.digests(_ -> {})).isInstanceOf(FileChangedException.class);
        }
    }

    @Test
    void endsWhenItIsGivenUp() throws IOException {
        setLength(HUGE);
        try (var ahead = HeadStart.on(file)) {
            ahead.giveUp();
            assertThatThrownBy(() -> ahead.digests(_ -> {})).isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(CancellationException.class);
            assertThat(ahead.file().bytes(0, 10)).as("the file stays open").hasSize(10);
        }
    }

    @Test
    void endsWhenItIsClosed() throws IOException {
        setLength(HUGE);
        var ahead = HeadStart.on(file);
        ahead.close();
        ahead.close();
        assertThatThrownBy(() -> ahead.digests(_ -> {})).isInstanceOfAny(CompletionException.class,
                ClosedChannelException.class);
        assertThatThrownBy(() -> ahead.file().bytes(0, 10)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aCheckCanBeCancelledWhileItWaits() throws IOException {
        setLength(HUGE);
        var holder = new Task[1];
        holder[0] = new Task(event -> {
            if (event instanceof TaskEvent.Advanced advanced && advanced.activity() == Activity.READ_FILE) {
                holder[0].cancel();
            }
        });
        try (var ahead = HeadStart.on(file)) {
            assertThat(verify(file, ahead, holder[0]).verdict())
                    .isEqualTo(new Verdict.NotChecked(NotCheckedReason.CANCELLED));
        }
    }

    @Test
    void aWrongGuessChangesNothing() throws IOException {
        setLength(HUGE);
        var other = Files.writeString(directory.resolve("other"), "content");
        try (var ahead = HeadStart.on(file)) {
            var answer = verify(other, ahead, Task.silent());
            assertThat(answer.file()).isEqualTo("other");
            assertThat(answer.size()).isEqualTo(7);
            assertThatThrownBy(() -> ahead.digests(_ -> {})).as("given up").isInstanceOf(CompletionException.class);
        }
    }

    @Test
    void aFileThatGrewSinceItWasBegunIsNotChecked() throws IOException {
        try (var ahead = HeadStart.on(file)) {
            setLength(SIZE + 1);
            assertThat(verify(file, ahead, Task.silent()).verdict())
                    .isEqualTo(new Verdict.NotChecked(NotCheckedReason.FILE_CHANGED));
        }
    }
}
