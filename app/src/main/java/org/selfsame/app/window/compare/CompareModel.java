package org.selfsame.app.window.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.window.desktop.Desktop;
import org.selfsame.app.window.verify.Notice;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.compare.Difference;
import org.selfsame.tree.Text;
import org.selfsame.words.Words;

/// A comparison on the screen: the rows that are shown, the one that is selected, and what it looks like from near. No
/// node of the window in here. All methods belong to one thread; what takes time runs on another.
final class CompareModel {
    /// Of the differences, so many are in sight when the screen opens.
    private static final int OPEN_AT_FIRST = 40;
    /// So many are opened to when a filter finds them.
    private static final int OPEN_WHEN_FOUND = 2_000;
    /// More rows than that are not listed when everything is opened.
    private static final int MOST_LISTED = 250_000;
    /// Of files that were listed, so many are looked into before anyone asks; the others when they are selected.
    private static final int MOST_LOOKED = 200;

    private final Findings findings;
    private final Compared compared;
    private final Desktop desktop;
    private final CompareReports reports;
    private final MergedTree tree;
    private final Lister lister;
    private final Later later;
    private final ReadOnlyObjectWrapper<List<MergedEntry>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<MergedEntry> selected = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Glance> glance = new ReadOnlyObjectWrapper<>(Glance.NONE);
    private final ReadOnlyObjectWrapper<Optional<Notice>> notice = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Filter> filter = new ReadOnlyObjectWrapper<>(Filter.DIFFERENCES);
    private final ReadOnlyLongWrapper looks = new ReadOnlyLongWrapper();
    private VisibleRows visible;

    /// What there is to see of the selected place.
    ///
    /// @param place what is selected, or null
    /// @param near what it looks like, or null as long as that is not known
    /// @param trouble why that will not be known; empty if nothing stands against it
    record Glance(@Nullable MergedEntry place, @Nullable Near near, String trouble) {
        static final Glance NONE = new Glance(null, null, "");
    }

    CompareModel(Findings findings, Desktop desktop, CompareReports reports, Later later) {
        this.findings = findings;
        compared = findings.compared();
        this.desktop = desktop;
        this.reports = reports;
        this.later = later;
        tree = findings.tree();
        lister = new Lister(compared);
        visible = new VisibleRows(tree, filter.get());
        tree.root().open(true);
        visible.openFirst(OPEN_AT_FIRST);
        rows.set(visible.rows());
        select(visible.next(tree.root(), true));
    }

    Findings findings() {
        return findings;
    }

    Compared compared() {
        return compared;
    }

    ReadOnlyObjectProperty<List<MergedEntry>> rows() {
        return rows.getReadOnlyProperty();
    }

    /// What is selected; never null once the model is made.
    ReadOnlyObjectProperty<MergedEntry> selected() {
        return selected.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Glance> glance() {
        return glance.getReadOnlyProperty();
    }

    /// What just happened, if anything.
    ReadOnlyObjectProperty<Optional<Notice>> notice() {
        return notice.getReadOnlyProperty();
    }

    /// What is shown. Changes by [#filter(Filter)], or where something is gone to that it hides.
    ReadOnlyObjectProperty<Filter> filter() {
        return filter.getReadOnlyProperty();
    }

    /// Shows what a filter asks for.
    void filter(Filter now) {
        if (now.equals(filter.get())) {
            return;
        }
        filter.set(now);
        visible = new VisibleRows(tree, now);
        if (now.isNarrow()) {
            visible.openFirst(OPEN_WHEN_FOUND);
        }
        show();
        if (!now.onlyDifferences()) {
            list(tree.entries().stream().filter(it -> it.isOpen() && !it.isListed()).toList());
        }
    }

    /// Counts up when rows have changed that stay where they are.
    ReadOnlyLongProperty looks() {
        return looks.getReadOnlyProperty();
    }

    /// How many differences the filter lets through.
    int hits() {
        return visible.hits();
    }

    /// Which of them is selected, from 1; 0 if something else is.
    int place() {
        return visible.place(selected.get());
    }

    /// The difference with this number, if there is one.
    Optional<Difference> difference(int number) {
        return tree.difference(number);
    }

    boolean canOpen(MergedEntry entry) {
        return visible.canOpen(entry);
    }

    /// Opens or closes an entry. What is not known of it is listed meanwhile.
    void open(MergedEntry entry, boolean now) {
        if (entry.isOpen() == now) {
            return;
        }
        entry.open(now);
        rows.set(visible.rows());
        if (now && !entry.isListed() && (!filter.get().onlyDifferences() || entry.only() != null)) {
            list(List.of(entry));
        }
    }

    /// Opens what is closed, and closes what is open. A file that nobody has looked into yet is looked into first.
    void toggle(MergedEntry entry) {
        if (canOpen(entry)) {
            open(entry, !entry.isOpen());
        } else if (entry.mayOpen()) {
            look(List.of(entry), () -> {
                if (canOpen(entry)) {
                    open(entry, true);
                }
            });
        }
    }

    /// Opens everything that is known, or closes it. Where equal things are shown, they are listed meanwhile.
    void openAll(boolean now) {
        visible.openAll(now);
        rows.set(visible.rows());
        if (!now) {
            select(tree.root());
        } else if (!filter.get().onlyDifferences() && tree.entries().size() < MOST_LISTED) {
            list(tree.entries().stream().filter(it -> it.canOpen() && !it.isListed()).toList());
        }
    }

    void select(@Nullable MergedEntry entry) {
        if (entry == null || entry.equals(selected.get())) {
            return;
        }
        selected.set(entry);
        if (entry.mayOpen()) {
            look(List.of(entry), () -> {});
        }
        glance.set(new Glance(entry, null, ""));
        var differences = List.copyOf(entry.differences());
        later.instead("look", task -> Looking.at(entry, differences, task),
                near -> glance.set(new Glance(entry, near, "")),
                why -> glance.set(new Glance(entry, null, Words.text("compareview.unreadable", "why", why))));
    }

    /// Goes to the next difference that the filter lets through, or to the one before.
    void step(boolean forward) {
        go(visible.next(selected.get(), forward));
    }

    /// Goes to the difference of this number, past any filter.
    void follow(int number) {
        tree.at(number).ifPresent(entry -> {
            if (visible.place(entry) == 0) {
                filter(Filter.DIFFERENCES.onlyDifferences(filter.get().onlyDifferences()));
            }
            go(entry);
        });
    }

    private void go(MergedEntry entry) {
        if (VisibleRows.reveal(entry)) {
            rows.set(visible.rows());
        }
        select(entry);
    }

    /// Goes to the place of a path that the user has written, past any filter. What is not known of it yet is listed.
    void goTo(String written) {
        var path = WrittenPath.of(written, compared);
        if (path.steps().isEmpty()) {
            return;
        }
        var known = tree.at(path.address());
        if (known.isPresent()) {
            arrive(known.get());
        } else {
            walk(tree.root(), path.steps());
        }
    }

    private void walk(MergedEntry from, List<String> steps) {
        if (steps.isEmpty()) {
            arrive(from);
            return;
        }
        var next = WrittenPath.next(from, steps);
        if (next.isPresent()) {
            walk(next.get().entry(), next.get().rest());
        } else if (from.mayOpen()) {
            look(List.of(from), () -> walk(from, steps));
        } else if (from.canOpen() && !from.isListed()) {
            list(List.of(from), () -> walk(from, steps));
        } else {
            say(Words.text("compareview.goto.nothing", "name", Texts.shortened(Text.harmless(steps.getFirst())), "path",
                    Texts.shortened(MergedTree.nameOf(from))), true);
        }
    }

    private void arrive(MergedEntry entry) {
        notice.set(Optional.empty());
        if (!visible.shows(entry)) {
            filter(Filter.DIFFERENCES);
        }
        if (!visible.shows(entry)) {
            filter(Filter.DIFFERENCES.onlyDifferences(false));
        }
        go(entry);
    }

    private void list(List<MergedEntry> places) {
        list(places, () -> {});
    }

    /// Lists several places at once, so that the rows are made anew once.
    private void list(List<MergedEntry> places, Runnable then) {
        if (places.isEmpty()) {
            return;
        }
        var paths = places.stream().map(MergedEntry::path).toList();
        later.run(task -> lister.list(paths, task), listings -> {
            for (var listing : listings) {
                tree.fill(listing.place(), listing.siblings());
                if (!listing.trouble().isEmpty()) {
                    say(Words.text("compareview.notListed", "path", MergedTree.nameOf(listing.place()), "why",
                            listing.trouble()), true);
                }
            }
            visible = new VisibleRows(tree, filter.get());
            show();
            then.run();
            look(places.stream().flatMap(it -> it.children().stream()).filter(MergedEntry::mayOpen).limit(MOST_LOOKED)
                    .toList(), () -> {});
        }, why -> say(why, true));
    }

    /// Looks whether something lies in files.
    private void look(List<MergedEntry> files, Runnable then) {
        if (files.isEmpty()) {
            return;
        }
        var paths = files.stream().map(MergedEntry::path).toList();
        later.run(task -> lister.containers(paths, task), found -> {
            files.forEach(it -> it.looked(found.contains(it)));
            if (!found.isEmpty()) {
                looks.set(looks.get() + 1);
            }
            then.run();
        }, why -> say(why, true));
    }

    private void show() {
        rows.set(visible.rows());
    }

    /// Puts the address of a place on the clipboard.
    void copyAddress(MergedEntry entry) {
        desktop.copy(entry.address());
        say(Words.text("verdictscreen.copied"), false);
    }

    /// Puts the paragraph on the clipboard.
    void copySummary() {
        desktop.copy(findings.paragraph());
        say(Words.text("verdictscreen.copied"), false);
    }

    /// Lets the user choose where to save the report, and saves it.
    void saveReport() {
        var kinds = List.of(new Desktop.Kind(Words.text("verdictscreen.report.html"), "html"),
                new Desktop.Kind(Words.text("verdictscreen.report.json"), "json"));
        desktop.chooseTarget(Words.text("verdictscreen.report.title"),
                compared.left().name() + Words.text("compareview.report.suffix") + ".html", kinds)
                .ifPresent(this::saveReport);
    }

    private void saveReport(Path target) {
        say(Words.text("compareview.report.saving"), false);
        later.run(task -> {
            reports.save(compared, target, task);
            return target;
        }, saved -> say(Words.text("verdictscreen.report.saved", "file", saved), false),
                why -> say(Words.text("verdictscreen.report.notSaved", "why", why), true));
    }

    private void say(String words, boolean trouble) {
        notice.set(Optional.of(new Notice(words, trouble)));
    }

    /// Stops what still runs, and closes the files.
    ///
    /// @throws IOException if that fails
    void close() throws IOException {
        later.close();
        compared.close();
    }
}
