package org.selfsame.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.trust.publisher.Publishers;
import org.selfsame.verify.Badge;
import org.selfsame.verify.Verdict;
import org.selfsame.verify.Verification;
import org.selfsame.verify.Verifier;

class SampleTest {
    @TempDir
    Path directory;

    private Sample make() throws IOException {
        return Sample.make(directory, Instant.now(), Task.silent());
    }

    private static Verification verify(Path image, Sample sample) {
        return new Verifier(Publishers.bundled(), InstantSource.system()).verify(Sample.request(image, sample.key()),
                Task.silent());
    }

    @Test
    void isTheSameEachTime() throws IOException {
        var sample = make();
        assertThat(sample.again(Task.silent())).isEqualTo(Sample.digest(sample.image()));
    }

    @Test
    void isGenuine() throws IOException {
        var sample = make();
        var verification = verify(sample.image(), sample);
        assertThat(verification.verdict()).isInstanceOf(Verdict.Genuine.class);
        assertThat(verification.badges()).containsExactly(Badge.ADDED_BY_HAND);
        assertThat(verification.identity().name()).isEqualTo("Selfsame Sample 1.0");
        assertThat(verification.identity().volumeId()).isEqualTo("SELFSAME_SAMPLE");
    }

    @Test
    void aChangedByteIsFoundAndNamed() throws IOException {
        var sample = make();
        var tampered = sample.tamperedCopy(Files.createDirectory(directory.resolve("copy")));
        assertThat(Files.mismatch(sample.image(), tampered.image())).isEqualTo(tampered.offset());
        var verification = verify(tampered.image(), sample);
        assertThat(verification.verdict()).isInstanceOf(Verdict.Mismatch.class);
        assertThat(verification.damage()).anySatisfy(damage -> {
            assertThat(damage.path()).isEqualTo("live/filesystem.squashfs!/" + SampleImage.PROGRAM);
            assertThat(tampered.offset()).isBetween(damage.offset(), damage.offset() + damage.length() - 1);
            assertThat(damage.length()).as("a block, not the whole file").isLessThan(110_000);
            assertThat(damage.what()).isEqualTo("data block");
        });
    }

    @Test
    void otherProgramsReadIt() throws IOException {
        Tool.require("xorriso", "unsquashfs");
        var sample = make();
        Tool.run(directory, "xorriso", "-osirrox", "on", "-indev", sample.image().toString(), "-extract", "/", "disc");
        assertThat(Tool.run(directory.resolve("disc"), "md5sum", "-c", "md5sum.txt").out().lines())
                .hasSize(3).allMatch(line -> line.endsWith(": OK"));
        Tool.run(directory, "unsquashfs", "-d", "system", "disc/live/filesystem.squashfs");
        assertThat(directory.resolve("system/etc/hostname")).hasContent("sample\n");
        assertThat(directory.resolve("system").resolve(SampleImage.PROGRAM)).hasSize(300_000);
    }
}
