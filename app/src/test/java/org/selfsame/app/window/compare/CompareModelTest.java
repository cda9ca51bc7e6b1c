package org.selfsame.app.window.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.selfsame.app.window.FakeDesktop;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Side;

/// What the screen of a comparison does, without a screen.
class CompareModelTest {
    private final FakeDesktop desktop = new FakeDesktop();
    private final ArrayDeque<Runnable> background = new ArrayDeque<>();
    private final AtomicInteger closed = new AtomicInteger();
    private CompareReports reports = (_, _, _) -> {};

    @Test
    void opensOnTheFirstDifferences() {
        var model = model(new Differences().content("!/etc/passwd", CauseCode.UNKNOWN).content("!/usr/bin/x"));
        assertThat(Differences.outline(model.rows().get())).containsExactly("Whole image", "  etc", "    passwd",
                "  usr",
                "    bin", "      x");
        assertThat(model.selected().get().name()).isEqualTo("passwd");
        assertThat(model.place()).isOne();
        assertThat(model.hits()).isEqualTo(2);
        model.step(true);
        assertThat(model.selected().get().name()).isEqualTo("x");
        model.step(true);
        assertThat(model.selected().get().name()).isEqualTo("passwd");
    }

    @Test
    void identicalImagesHaveOneRow() {
        var model = model(new Differences());
        assertThat(model.rows().get()).isEmpty();
        assertThat(model.selected().get().name()).isEmpty();
        model.filter(model.filter().get().onlyDifferences(false));
        assertThat(Differences.outline(model.rows().get())).containsExactly("Whole image");
    }

    @Test
    void onlyTheLatestSelectionIsLookedAt() {
        var model = model(new Differences().content("!/a").content("!/b").content("!/c"));
        run();
        model.step(true);
        model.step(true);
        assertThat(model.glance().get().near()).isNull();
        var seen = new ArrayList<String>();
        model.glance().addListener((_, _, now) -> seen.add(Objects.requireNonNull(now.place()).name()));
        run();
        assertThat(seen).containsExactly("c");
        assertThat(model.glance().get().near()).isNotNull();
    }

    @Test
    void followingARootLeadsPastFilters() {
        var model = model(new Differences().content("!/a/root", CauseCode.LOCALE).following("!/b", 1));
        model.filter(model.filter().get().toggled(CauseCode.HASH_OF_CHANGED));
        assertThat(model.rows().get()).extracting(MergedEntry::name).doesNotContain("root");
        model.follow(1);
        assertThat(model.selected().get().name()).isEqualTo("root");
        assertThat(model.rows().get()).extracting(MergedEntry::name).contains("root");
        model.follow(99);
        assertThat(model.selected().get().name()).isEqualTo("root");
    }

    @Test
    void goingToAPathLeadsPastFilters() {
        var model = model(new Differences().content("!/a/x", CauseCode.LOCALE).content("!/b/y", CauseCode.UMASK));
        run();
        model.filter(model.filter().get().toggled(CauseCode.LOCALE).search("x"));
        assertThat(model.rows().get()).extracting(MergedEntry::name).doesNotContain("y");
        model.goTo("b/y");
        assertThat(model.selected().get().name()).isEqualTo("y");
        assertThat(model.filter().get()).isEqualTo(Filter.DIFFERENCES);
        model.goTo("");
        assertThat(model.selected().get().name()).isEqualTo("y");
        model.goTo("b/z");
        run();
        assertThat(model.notice().get().orElseThrow().text()).isEqualTo("There is no z in b.");
        model.goTo("!/a/x");
        assertThat(model.notice().get()).isEmpty();
    }

    @Test
    void fileOnOneSideIsLookedIntoOnceAndStaysWhatItIs() {
        // the bytes of these images are no image, so that nothing lies in it
        var model = model(new Differences().only(Side.LEFT, "!/only"));
        var only = model.selected().get();
        assertThat(only.mayOpen()).isTrue();
        model.toggle(only);
        run();
        assertThat(only.mayOpen()).isFalse();
        assertThat(only.isOpen()).isFalse();
        assertThat(model.canOpen(only)).isFalse();
        model.toggle(only);
        assertThat(background).isEmpty();
        assertThat(model.looks().get()).isZero();
    }

    @Test
    void whatTheComparisonHasLookedIntoIsNotLookedIntoAgain() {
        var model = model(new Differences().content("!/changed").metadata("!/touched").trouble("!/broken", Side.LEFT));
        assertThat(model.rows().get()).filteredOn(MergedEntry::mayOpen).extracting(MergedEntry::name)
                .containsExactly("touched");
    }

    @Test
    void causesAreCountedAndWhatToLookAtIsFound() {
        var model = model(new Differences().content("!/a", CauseCode.LOCALE).content("!/b", CauseCode.TAMPER_SUSPECT)
                .content("!/c", CauseCode.LOCALE));
        assertThat(model.findings().causes()).containsEntry(CauseCode.LOCALE, 2).containsEntry(CauseCode.TAMPER_SUSPECT,
                1);
        assertThat(model.findings().firstToLookAt()).contains(2);
        assertThat(model(new Differences().content("!/a", CauseCode.LOCALE)).findings().firstToLookAt()).isEmpty();
    }

    @Test
    void listingThatFailsIsSaidAndChangesNothing() {
        // the bytes of these images are no image
        var model = model(new Differences().only(Side.LEFT, "!/gone").content("!/d/x"));
        run();
        model.filter(model.filter().get().onlyDifferences(false));
        run();
        assertThat(model.rows().get()).extracting(MergedEntry::name).contains("gone", "x");
    }

    @Test
    void reportIsSavedOrItIsSaidWhyNot() {
        var model = model(new Differences().content("!/a"));
        model.saveReport();
        assertThat(desktop.suggestedName).isEqualTo("left.iso-comparison.html");
        assertThat(model.notice().get()).isEmpty();
        desktop.target = Optional.of(Path.of("report.html"));
        model.saveReport();
        run();
        assertThat(model.notice().get().orElseThrow().text()).isEqualTo("The report is saved: report.html");
        reports = (_, _, _) -> {
            throw new IOException("disk full");
        };
        var other = model(new Differences().content("!/a"));
        other.saveReport();
        run();
        assertThat(other.notice().get().orElseThrow().text()).isEqualTo("The report could not be saved: disk full");
        assertThat(other.notice().get().orElseThrow().trouble()).isTrue();
    }

    @Test
    void closingStopsAndClosesTheFiles() throws IOException {
        var model = model(new Differences().content("!/a"));
        var seen = new ArrayList<Object>();
        model.glance().addListener((_, _, now) -> seen.add(now));
        model.close();
        run();
        assertThat(closed).hasValue(1);
        assertThat(seen).isEmpty();
    }

    @Test
    void summaryAndAddressAreCopied() {
        var model = model(new Differences().content("!/a"));
        model.copySummary();
        model.copyAddress(model.selected().get());
        assertThat(desktop.copied).hasSize(2).last().isEqualTo("!/a");
        assertThat(desktop.copied.getFirst()).startsWith("left.iso and right.iso are not the same.");
    }

    private CompareModel model(Differences differences) {
        return new CompareModel(Findings.of(differences.compared(closed::incrementAndGet)), desktop, reports,
                new Later(background::add, Runnable::run));
    }

    private void run() {
        for (var work : List.copyOf(background)) {
            background.remove(work);
            work.run();
        }
    }
}
