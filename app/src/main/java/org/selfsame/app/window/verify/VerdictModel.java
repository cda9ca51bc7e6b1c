package org.selfsame.app.window.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.selfsame.app.window.desktop.Desktop;
import org.selfsame.app.window.home.DroppedFiles;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.verify.NextAction;
import org.selfsame.verify.Request;
import org.selfsame.verify.Verdict;
import org.selfsame.verify.Verification;
import org.selfsame.words.VerdictWords;
import org.selfsame.words.Words;

/// A verdict and what can be done about it. No node of the window in here.
public final class VerdictModel {
    private final Request request;
    private final Verification verification;
    private final NextAction action;
    private final VerdictWords words;
    private final Desktop desktop;
    private final Reports reports;
    private final Moves moves;
    private final ReadOnlyObjectWrapper<Optional<Notice>> notice = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Path> reference = Optional.empty();
    private final ReadOnlyObjectWrapper<Part> opened = new ReadOnlyObjectWrapper<>(Part.NONE);

    /// Where a verdict may lead.
    public interface Moves {

        /// Check this.
        void check(Request request);

        /// Ask who should have signed, then check again.
        void choosePublisher(Request request);

        /// Ask for another file, then compare `file` with it.
        void compare(Path file);

        /// Compare `file` with one that is at hand.
        void compare(Path file, Path reference);
    }

    /// A part of the screen that the next step opens.
    public enum Part {
        NONE, EVIDENCE, NEXT_STEPS
    }

    public VerdictModel(Request request, Verification verification, Desktop desktop, Reports reports, Moves moves) {
        this.request = request;
        this.verification = verification;
        this.action = NextAction.of(verification.verdict());
        this.words = VerdictWords.of(verification);
        this.desktop = desktop;
        this.reports = reports;
        this.moves = moves;
    }

    /// The result itself.
    public Verification verification() {
        return verification;
    }

    /// What is said about it.
    public VerdictWords words() {
        return words;
    }

    /// What the one suggested button says. Nothing can compare builds yet, so it shows what each builder got.
    public String actionWords() {
        return action == NextAction.COMPARE_BUILDS ? Words.text("verdictscreen.builders") : words.action();
    }

    /// One sentence about the suggested step.
    public String actionHow() {
        return action == NextAction.COMPARE_BUILDS ? Words.text("verdictscreen.builders.how") : words.actionHow();
    }

    /// The publisher's address that the suggested step leads to; empty if it leads elsewhere.
    public Optional<String> address() {
        return switch (action) {
            case DOWNLOAD_AGAIN, DOWNLOAD_LIST_AGAIN, GET_CURRENT_RELEASE, CHOOSE_KEY ->
                publisher().map(Verdict.PublisherName::homePage).filter(page -> !page.isBlank());
            case CHOOSE_PUBLISHER, COMPARE_BUILDS, CHOOSE_SIGNATURE, CHOOSE_FILE, SET_CLOCK, TRY_AGAIN, USE_IT ->
                Optional.empty();
        };
    }

    /// What just happened, if anything.
    public ReadOnlyObjectProperty<Optional<Notice>> notice() {
        return notice.getReadOnlyProperty();
    }

    /// Says something beside the verdict.
    void say(String words) {
        notice.set(Optional.of(new Notice(words, false)));
    }

    /// The part that the suggested step has opened.
    public ReadOnlyObjectProperty<Part> opened() {
        return opened.getReadOnlyProperty();
    }

    /// Whether the evidence is unfolded from the start.
    public boolean evidenceFirst() {
        return verification.verdict() instanceof Verdict.Mismatch;
    }

    /// Whether checking once more needs a button of its own.
    public boolean offersRetry() {
        return action == NextAction.SET_CLOCK;
    }

    /// Whether there may be a good copy at hand to compare the file with.
    public boolean offersCompare() {
        return verification.verdict() instanceof Verdict.Mismatch;
    }

    /// Names a file that may be a good copy.
    void reference(Path file) {
        reference = Optional.of(file);
    }

    /// What the button says that compares the file with one at hand; empty if there is none, or nothing to compare for.
    public Optional<String> compareWords() {
        return offersCompare()
                ? reference.map(file -> Words.text("verdictscreen.compare.reference", "file",
                        Texts.shortened(VerifyFlow.nameOf(Request.of(file)))))
                : Optional.empty();
    }

    /// Compares the file with the one at hand.
    public void compareWithReference() {
        reference.ifPresent(file -> moves.compare(request.file(), file));
    }

    /// Lets the user choose a file to compare this one with.
    public void compare() {
        moves.compare(request.file());
    }

    /// Takes the suggested step.
    public void act() {
        switch (action) {
            case DOWNLOAD_AGAIN, DOWNLOAD_LIST_AGAIN, GET_CURRENT_RELEASE ->
                address().ifPresentOrElse(desktop::browse, this::chooseFile);
            case CHOOSE_PUBLISHER -> moves.choosePublisher(request);
            case COMPARE_BUILDS -> opened.set(Part.EVIDENCE);
            case CHOOSE_SIGNATURE -> addSideFiles(desktop.chooseFiles(Words.text("verdictscreen.choose.signature")));
            case CHOOSE_KEY -> desktop.chooseFile(Words.text("verdictscreen.choose.key")).ifPresent(this::bringKey);
            case CHOOSE_FILE -> chooseFile();
            case SET_CLOCK -> notice.set(Optional.of(new Notice(Words.text("verdictscreen.clock", "now",
                    ZonedDateTime.now(ZoneId.systemDefault())
                            .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT))),
                    false)));
            case TRY_AGAIN -> retry();
            case USE_IT -> opened.set(Part.NEXT_STEPS);
        }
    }

    /// Checks the same again.
    public void retry() {
        moves.check(request);
    }

    /// Lets the user choose another file to check.
    public void chooseFile() {
        var files = DroppedFiles.sort(desktop.chooseFiles(Words.text("home.choose.title")));
        files.image().ifPresent(image -> moves.check(files.request(image)));
    }

    /// Copies text, and says so.
    public void copy(String text) {
        desktop.copy(text);
        notice.set(Optional.of(new Notice(Words.text("verdictscreen.copied"), false)));
    }

    /// Lets the user choose where to save the report, and saves it.
    public void saveReport() {
        var kinds = List.of(new Desktop.Kind(Words.text("verdictscreen.report.html"), "html"),
                new Desktop.Kind(Words.text("verdictscreen.report.json"), "json"));
        desktop.chooseTarget(Words.text("verdictscreen.report.title"),
                verification.file() + Words.text("verdictscreen.report.suffix") + ".html", kinds)
                .ifPresent(this::saveReport);
    }

    private void saveReport(Path target) {
        try {
            reports.save(verification, target);
            notice.set(Optional.of(new Notice(Words.text("verdictscreen.report.saved", "file", target), false)));
        } catch (IOException e) {
            notice.set(Optional.of(
                    new Notice(Words.text("verdictscreen.report.notSaved", "why", String.valueOf(e.getMessage())),
                            true)));
        }
    }

    private void addSideFiles(List<Path> chosen) {
        if (!chosen.isEmpty()) {
            moves.check(DroppedFiles.sideFiles(chosen).addTo(request));
        }
    }

    private void bringKey(Path key) {
        var brought = new ArrayList<>(request.keys());
        publisher().ifPresent(publisher -> brought.add(new Request.BroughtKey(key, publisher.id())));
        moves.check(request.withKeys(brought));
    }

    private Optional<Verdict.PublisherName> publisher() {
        return switch (verification.verdict()) {
            case Verdict.Mismatch it -> Optional.of(it.publisher());
            case Verdict.Withdrawn it -> Optional.of(it.publisher());
            case Verdict.Disputed it -> Optional.of(it.publisher());
            case Verdict.NotChecked it -> Optional.ofNullable(it.publisher());
            case Verdict.Genuine it -> Optional.of(it.publisher());
            case Verdict.Reproduced it -> Optional.of(it.publisher());
            case Verdict.UnknownSigner _ -> Optional.empty();
        };
    }
}
