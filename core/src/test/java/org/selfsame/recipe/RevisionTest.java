package org.selfsame.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.task.Task;
import org.selfsame.testing.Gpg;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.openpgp.Policy;

/// Which commit a name stands for, in repositories and tags that the real Git and GnuPG made.
class RevisionTest {
    @TempDir
    Path directory;

    private Repo repo;
    private String first;
    private String second;

    @BeforeEach
    void make() {
        repo = new Repo(directory.resolve("repo"));
        first = repo.write("selfsame.toml", Repo.MINIMAL).commit();
        repo.git("tag", "light");
        repo.git("tag", "-a", "-m", "one", "v1.0");
        second = repo.write("selfsame.toml", Repo.MINIMAL.replace("\"1\"", "\"2\"")).commit();
    }

    private RecipeRequest local() {
        return RecipeRequest.of(repo.directory().toString());
    }

    private RecipeRequest remote() {
        return RecipeRequest.of(repo.directory().toUri().toString().replaceFirst("^file:/+", "file:///"));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call,
            Reason reason) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(RecipeException.class,
                e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void saysThatARepositoryIsStillEmpty() {
        var empty = new Repo(directory.resolve("empty"));
        refused(() -> empty.read(RecipeRequest.of(empty.directory().toString())), Reason.NO_COMMIT);
        refused(() -> empty.read(RecipeRequest.of("file://" + empty.directory())), Reason.NO_COMMIT);
    }

    @Test
    void findsCommitsTagsAndBranches() throws IOException {
        for (var from : new RecipeRequest[]{local(), remote()}) {
            assertThat(repo.read(from).source().commit()).isEqualTo(second);
            assertThat(repo.read(from.at("main")).source().commit()).isEqualTo(second);
            assertThat(repo.read(from.at("refs/heads/main")).source().commit()).isEqualTo(second);
            assertThat(repo.read(from.at("light")).source()).isEqualTo(
                    new Recipe.Source(from.repository(), first, "light", null, false));
            assertThat(repo.read(from.at("v1.0")).source().commit()).isEqualTo(first);
            assertThat(repo.read(from.at("v1.0")).version()).isEqualTo("1");
            assertThat(repo.read(from.at(first)).source().tag()).isNull();
            assertThat(repo.read(from.at(first)).source().commit()).isEqualTo(first);
        }
    }

    @Test
    void givesTheSameFromAnywhere() throws IOException {
        assertThat(repo.read(remote()).tree()).isEqualTo(repo.read(local()).tree());
        assertThat(repo.read(local()).tree()).isNotEqualTo(repo.read(local().at(first)).tree());
    }

    @Test
    void fetchesNoMoreThanOneCommit() throws IOException {
        repo.read(remote().at("main"));

        assertThat(directory.resolve("cache/git")).isDirectoryRecursivelyContaining("glob:**/shallow");
        assertThat(directory.resolve("cache/git")).isDirectoryNotContaining("glob:**/selfsame.toml");
    }

    @Test
    void followsATagThatWasMoved() throws IOException {
        assertThat(repo.read(remote().at("light")).source().commit()).isEqualTo(first);
        repo.git("tag", "-f", "light", second);

        assertThat(repo.read(remote().at("light")).source().commit()).isEqualTo(second);
        repo.git("tag", "-d", "light");
        refused(() -> repo.read(remote().at("light")), Reason.NO_SUCH_REVISION);
    }

    @Test
    void refusesATagThatIsBothOrNeither() throws IOException {
        repo.git("branch", "v1.0", second);
        repo.git("branch", "light", first);

        refused(() -> repo.read(local().at("v1.0")), Reason.AMBIGUOUS_REVISION);
        refused(() -> repo.read(remote().at("v1.0")), Reason.AMBIGUOUS_REVISION);
        assertThat(repo.read(local().at("refs/tags/v1.0")).source().commit()).isEqualTo(first);
        assertThat(repo.read(local().at("light")).source().commit()).isEqualTo(first);
        refused(() -> repo.read(local().at("none")), Reason.NO_SUCH_REVISION);
        refused(() -> repo.read(local().at("0123456789012345678901234567890123456789")), Reason.NO_SUCH_REVISION);
        repo.git("tag", "tree", second + "^{tree}");
        refused(() -> repo.read(local().at("tree")), Reason.TAG_WITHOUT_COMMIT);
    }

    @Test
    void refusesATagUnderAnotherName() {
        repo.git("update-ref", "refs/tags/v2.0", repo.git("rev-parse", "refs/tags/v1.0"));

        refused(() -> repo.read(local().at("v2.0")), Reason.TAG_HAS_OTHER_NAME).hasMessageContaining("v1.0");
        refused(() -> repo.read(remote().at("v2.0")), Reason.TAG_HAS_OTHER_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"main~1", "HEAD^", "main@{1}", ":/Recipe", "a..b", "", "a b", "x\u001b[31m", "-x.lock"})
    void refusesWhatIsNoName(String name) {
        refused(() -> repo.read(local().at(name)), Reason.BAD_REVISION);
        refused(() -> repo.read(remote().at(name)), Reason.BAD_REVISION);
    }

    @Test
    void takesANameThatLooksLikeAnOption() throws IOException {
        repo.git("update-ref", "refs/tags/-v", first);
        repo.git("update-ref", "refs/tags/--upload-pack=touch${IFS}x", first);

        assertThat(repo.read(local().at("-v")).source().commit()).isEqualTo(first);
        assertThat(repo.read(remote().at("-v")).source().commit()).isEqualTo(first);
        assertThat(repo.read(remote().at("--upload-pack=touch${IFS}x")).source().commit()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext::sh -c touch% x", "ssh://-oProxyCommand=touch$IFS/x", "https:///x",
            "ftp://example.org/x",
            "ssh://-l@example.org/x", "no/such/directory", "file://x\nfoo"})
    void refusesAnAddress(String address) {
        refused(() -> repo.read(RecipeRequest.of(address)), Reason.BAD_ADDRESS);
    }

    @Test
    void saysWhatCannotBeFetched() {
        refused(() -> repo.read(RecipeRequest.of("file:///no/such/repository").at("main")), Reason.FETCH_FAILED);
        refused(() -> repo.read(RecipeRequest.of(directory.toString())), Reason.NO_REPOSITORY);
    }

    @Test
    void stopsWhenItIsCancelled() {
        var task = Task.silent();
        task.cancel();

        assertThatThrownBy(() -> new RecipeReader(directory.resolve("cache")).read(remote(), task))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void runsNothingOfTheRepository() throws IOException {
        var trap = directory.resolve("trap");
        repo.sh("printf '#!/bin/sh\\ntouch %s\\n' '" + trap
                + "' > trap.sh; chmod +x trap.sh; cp trap.sh .git/hooks/post-checkout; "
                + "cp trap.sh .git/hooks/reference-transaction; cp trap.sh .git/hooks/post-index-change");
        repo.git("config", "core.fsmonitor", repo.directory() + "/trap.sh");
        repo.git("config", "filter.evil.clean", repo.directory() + "/trap.sh");
        repo.git("config", "filter.evil.smudge", repo.directory() + "/trap.sh");
        repo.git("config", "uploadpack.packObjectsHook", repo.directory() + "/trap.sh");
        repo.git("config", "core.sshCommand", repo.directory() + "/trap.sh");
        Files.writeString(repo.directory().resolve(".git/info/attributes"), "* filter=evil\n");
        Files.writeString(repo.directory().resolve(".git/info/exclude"), "trap.sh\n");

        assertThat(repo.read(local()).source().commit()).isEqualTo(second);
        assertThat(repo.read(remote()).source().commit()).isEqualTo(second);
        assertThat(trap).doesNotExist();
    }

    @Test
    void wantsTheSignatureOfATag() throws IOException {
        try (var gpg = new Gpg(directory)) {
            var maker = gpg.key("Maker <maker@example.org>");
            var other = gpg.key("Other <other@example.org>");
            sign(gpg, maker, "signed");
            sign(gpg, other, "foreign");
            var policy = Policy.standard(Instant.now());
            var keys = Keyring.read(new BytesContent(gpg.export(maker)));
            var wanted = local().signedBy(keys, policy);

            assertThat(repo.read(wanted.at("signed")).source())
                    .isEqualTo(new Recipe.Source(local().repository(), second,
                            "signed", maker, false));
            assertThat(repo.read(remote().signedBy(keys, policy).at("signed")).source().signer()).isEqualTo(maker);
            assertThat(repo.read(local().at("signed")).source().signer()).isNull();
            refused(() -> repo.read(wanted.at("foreign")), Reason.UNKNOWN_SIGNER);
            refused(() -> repo.read(wanted.at("v1.0")), Reason.NOT_SIGNED);
            refused(() -> repo.read(wanted.at("light")), Reason.NOT_SIGNED);
            refused(() -> repo.read(wanted.at("main")), Reason.NOT_SIGNED);
            refused(() -> repo.read(wanted), Reason.NOT_SIGNED);

            repo.sh("git cat-file tag signed | sed s/signed/forged/ > forged");
            var forged = repo.git("hash-object", "-t", "tag", "-w", "forged");
            repo.git("update-ref", "refs/tags/forged", forged);
            refused(() -> repo.read(wanted.at("forged")), Reason.BAD_SIGNATURE).hasMessageContaining("bad");
        }
    }

    private void sign(Gpg gpg, String key, String tag) {
        repo.sh("printf '#!/bin/sh\\nexec gpg --homedir %s --batch --no-tty \"$@\"\\n' '" + gpg.home()
                + "' > sign.sh; chmod +x sign.sh");
        repo.git("-c", "gpg.program=" + repo.directory() + "/sign.sh", "tag", "-s", "-u", key, "-m", tag, tag, second);
    }
}
