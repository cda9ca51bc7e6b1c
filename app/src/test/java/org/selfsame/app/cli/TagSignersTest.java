package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.testing.ExampleRecipe;
import org.selfsame.testing.Gpg;

/// `--signed-by`: nothing is locked or built of a recipe that is not signed as it must be.
class TagSignersTest {
    @TempDir
    private Path directory;

    private Ran run(String command, Path keys) {
        var recipe = directory.resolve("tiny");
        ExampleRecipe.commit(recipe, "tiny");
        var ran = Ran.here(command, recipe.toString(), "--signed-by", keys.toString(), "-o",
                directory.resolve("out").toString());
        assertThat(directory.resolve("out")).doesNotExist();
        return ran;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "build"})
    void refusesWhatNobodySigned(String command) throws IOException {
        try (var gpg = new Gpg(directory)) {
            var keys = Files.write(directory.resolve("keys"), gpg.export(gpg.key("Maker <maker@example.org>")));

            var ran = run(command, keys);

            assertThat(ran.exit()).isEqualTo(2);
            assertThat(ran.err()).isEqualTo(
                    "selfsame: HEAD is not signed, and a signature is asked for; give a signed tag\n");
        }
    }

    @Test
    void saysWhatAFileOfKeysIs() throws IOException {
        var ran = run("lock", Files.writeString(directory.resolve("keys"), "no key"));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("keys is not a file of OpenPGP keys (no-key); export them with gpg --export");
    }
}
