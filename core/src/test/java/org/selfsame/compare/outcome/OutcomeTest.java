package org.selfsame.compare.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.selfsame.compare.Account;
import org.selfsame.compare.ByteRange;
import org.selfsame.compare.Cause;
import org.selfsame.compare.Cause.Confidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Side;
import org.selfsame.compare.Subject;
import org.selfsame.compare.Trouble;
import org.selfsame.content.FormatException;

class OutcomeTest {
    private static final Account EXPLAINED = new Account("", "iso9660", 1, 1, 1, 1, List.of(), 0);
    private static final Account UNEXPLAINED = new Account("", "iso9660", 1, 1, 1, 0,
            List.of(new ByteRange(Side.LEFT, 1, 1), new ByteRange(Side.RIGHT, 1, 1)), 0);

    private static Difference difference(int number, String path, Cause... causes) {
        return new Difference(number, path, null, Kind.METADATA, "modified", "1", "2", 0, List.of(), 0, 1,
                new Subject(null, null, null, null, ""), List.of(causes));
    }

    private static Cause proven(CauseCode code) {
        return new Cause(code, Confidence.CONFIRMED, 0, List.of());
    }

    private static Answer answer(Account account, Set<CauseCode> ignore, Difference... differences) {
        return Outcome.of(new Comparison(false, List.of(differences), List.of(account), List.of(), true), Selection.ALL,
                ignore, Set.of()).answer();
    }

    @Test
    void ignoresWhatIsProvenAndNothingElse() {
        var time = Set.of(CauseCode.TIME_ENTRY);
        assertThat(answer(EXPLAINED, time, difference(1, "!/a", proven(CauseCode.TIME_ENTRY))))
                .isEqualTo(Answer.NOTHING_ELSE);
        assertThat(answer(EXPLAINED, Set.of(), difference(1, "!/a", proven(CauseCode.TIME_ENTRY))))
                .isEqualTo(Answer.DIFFERENT);
        assertThat(answer(EXPLAINED, time, difference(1, "!/a"))).isEqualTo(Answer.DIFFERENT);
        assertThat(answer(EXPLAINED, time, difference(1, "!/a", proven(CauseCode.TIME_ENTRY)),
                difference(2, "!/b", proven(CauseCode.USER)))).isEqualTo(Answer.DIFFERENT);
        assertThat(answer(EXPLAINED, time,
                difference(1, "!/a", proven(CauseCode.TIME_ENTRY), proven(CauseCode.PERM_OTHER))))
                .isEqualTo(Answer.DIFFERENT);
        assertThat(answer(EXPLAINED, time,
                difference(1, "!/a", new Cause(CauseCode.TIME_ENTRY, Confidence.LIKELY, 0, List.of()))))
                .isEqualTo(Answer.DIFFERENT);
        assertThat(answer(UNEXPLAINED, time, difference(1, "!/a", proven(CauseCode.TIME_ENTRY))))
                .isEqualTo(Answer.DIFFERENT);
    }

    @Test
    void ignoresWhatFollowsFromWhatIsIgnored() {
        var derived = new Cause(CauseCode.COMPRESSION, Confidence.CONFIRMED, 1, List.of());
        var root = difference(1, "!/a", proven(CauseCode.TIME_ENTRY));
        assertThat(answer(EXPLAINED, Set.of(CauseCode.TIME_ENTRY), root, difference(2, "!/b", derived)))
                .isEqualTo(Answer.NOTHING_ELSE);
        assertThat(answer(EXPLAINED, Set.of(CauseCode.USER), root, difference(2, "!/b", derived)))
                .isEqualTo(Answer.DIFFERENT);
        assertThat(answer(EXPLAINED, Set.of(CauseCode.TIME_ENTRY), difference(1, "!/b", derived)))
                .as("it follows from itself").isEqualTo(Answer.DIFFERENT);
    }

    @ParameterizedTest
    @EnumSource(value = CauseCode.class, names = {"PERM_OTHER", "SECRET_MATERIAL", "TAMPER_SUSPECT", "UNKNOWN"})
    void doesNotIgnoreWhatSomeoneShouldLookAt(CauseCode code) {
        assertThat(Outcome.mayIgnore(code)).isFalse();
        assertThatThrownBy(() -> answer(EXPLAINED, Set.of(code))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cannotTellWhatWasStoppedOrChanged() {
        var stopped = new Comparison(false, List.of(difference(1, "!/a")), List.of(), List.of(), false);
        assertThat(Outcome.of(stopped, Selection.ALL, Set.of(), Set.of()).answer()).isEqualTo(Answer.UNKNOWN);
        var identical = new Comparison(true, List.of(), List.of(), List.of(), true);
        assertThat(Outcome.of(identical, Selection.ALL, Set.of(), Set.of()).answer()).isEqualTo(Answer.IDENTICAL);
        assertThat(Outcome.of(identical, Selection.ALL, Set.of(), Set.of(Side.RIGHT)).answer())
                .isEqualTo(Answer.UNKNOWN);
        var unreadable = new Comparison(false, List.of(), List.of(),
                List.of(new Trouble("!/a", Side.LEFT, new FormatException("x", 0, "y"))), true);
        assertThat(Outcome.of(unreadable, new Selection(List.of("/a")), Set.of(), Set.of()).answer())
                .isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void listsOnlyWhatIsAskedFor() {
        var all = new Comparison(false, List.of(difference(1, "!/a"), difference(2, "!/b")), List.of(EXPLAINED),
                List.of(), true);
        var some = Outcome.of(all, new Selection(List.of("/b")), Set.of(), Set.of());
        assertThat(some.answer()).isEqualTo(Answer.DIFFERENT);
        assertThat(some.comparison().differences()).extracting(Difference::number).containsExactly(2);
        assertThat(some.elsewhere()).isOne();
        assertThat(Outcome.of(all, new Selection(List.of("/c")), Set.of(), Set.of()).answer())
                .isEqualTo(Answer.NOTHING_ELSE);
    }

    @Test
    void neverCallsContentsThatDifferTheSame() {
        assertThat(answer(EXPLAINED, Set.of())).isEqualTo(Answer.DIFFERENT);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /etc/passwd,    !/etc/passwd,                   true
            /etc/passwd,    !/live/fs.squashfs!/etc/passwd, true
            /etc/passwd,    !/x/etc/passwd,                 false
            etc/passwd,     !/etc/passwd,                   true
            /etc,           !/etc/passwd,                   true
            /etc/,          !/etc/passwd,                   true
            /etc,           !/etcetera,                     false
            *.pyc,          !/a/b/c.pyc,                    true
            *.pyc,          !/a/b/c.py,                     false
            passwd,         !/etc/passwd,                   true
            passwd,         !/etc/xpasswd,                  false
            /usr/*/x,       !/usr/a/x,                      true
            /usr/*/x,       !/usr/a/b/x,                    false
            /usr/**/x,      !/usr/a/b/x,                    true
            fs.squashfs,    !/live/fs.squashfs!/etc/passwd, true
            !/live,         !/live/fs.squashfs!/etc/passwd, true
            !/etc,          !/live/fs.squashfs!/etc/passwd, false
            /a?c,           !/abc,                          true
            /a.c,           !/abc,                          false
            joliet/README,  !joliet/README,                 false
            !joliet/README, !joliet/README,                 true
            """)
    void patternsAreForPathsNamesAndAddresses(String pattern, String address, boolean fits) {
        assertThat(new Selection(List.of(pattern)).has(address)).isEqualTo(fits);
    }
}
