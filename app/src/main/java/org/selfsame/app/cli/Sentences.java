package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.Version;
import org.selfsame.apt.BundleException;
import org.selfsame.apt.LockException;
import org.selfsame.apt.ResolveException;
import org.selfsame.build.BuildException;
import org.selfsame.words.CompareWords;
import org.selfsame.compare.CauseCode;
import org.selfsame.codec.EncoderUnavailableException;
import org.selfsame.content.FileChangedException;
import org.selfsame.content.FormatException;
import org.selfsame.format.AddressException.Problem;
import org.selfsame.format.AddressException;
import org.selfsame.format.squashfs.SizeChangedException;
import org.selfsame.format.squashfs.SquashfsLimitException;
import org.selfsame.host.Failure;
import org.selfsame.host.HostException;
import org.selfsame.host.Loss;
import org.selfsame.host.Stop;
import org.selfsame.host.TargetException;
import org.selfsame.iuk.KitException;
import org.selfsame.process.MissingProgramException;
import org.selfsame.recipe.RecipeException;
import org.selfsame.sandbox.SandboxException;
import org.selfsame.store.StoreException;
import org.selfsame.store.StoreInUseException;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Text;
import org.selfsame.words.ResolveWords;

/// The typed errors of core as sentences for people. Text that may come from an image is made printable here.
public final class Sentences {
    private Sentences() {}

    /// What went wrong.
    public static String of(IOException problem) {
        return switch (problem) {
            case AddressException address -> of(address.problem());
            case FormatException format ->
                Messages.text("error.format", format.format(), Long.toUnsignedString(format.offset()),
                        Text.harmless(format.rule()));
            case TargetException target ->
                Messages.text("error.target." + key(target.reason()), printable(target.target()));
            case NotStorableException tree when tree.path().isEmpty() ->
                Messages.text("error.not-storable.tree", tree.format(), Text.harmless(tree.rule()));
            case NotStorableException entry -> Messages.text("error.not-storable", "/" + entry.path(), entry.format(),
                    Text.harmless(entry.rule()));
            case SquashfsLimitException entry -> Messages.text("error.not-storable", "/" + entry.path(), "squashfs",
                    Text.harmless(entry.limit()));
            case EncoderUnavailableException _ -> Messages.text("error.no-libzstd");
            case SizeChangedException changed -> Messages.text("error.changed", Text.harmless(changed.name()));
            case KitException kit -> Messages.text("error.kit." + key(kit.reason()), printable(kit.path()),
                    Progress.bytes(kit.missing()));
            case BuildException build -> of(build);
            case SandboxException sandbox -> Messages.text("error.sandbox." + key(sandbox.reason()),
                    printable(sandbox.getMessage()));
            case StoreException store -> Messages.text("error.store." + key(store.reason()), store.digest().hex());
            case ResolveException resolve -> of(resolve);
            case MissingProgramException missing -> Messages.text("error.missing-program",
                    printable(missing.program()), printable(missing.debianPackage()));
            case LockException lock -> Messages.text("error.lock." + key(lock.reason()), printable(lock.place()));
            case BundleException bundle ->
                Messages.text("error.bundle." + key(bundle.reason()), printable(bundle.name()));
            case StoreInUseException store -> Messages.text("error.store.in-use", printable(store.root()));
            case RecipeException recipe -> Messages.text("error.recipe." + key(recipe.reason()),
                    printable(recipe.path()) + (recipe.line() == 0 ? "" : ":" + recipe.line()),
                    printable(recipe.detail()));
            case HostException host -> Messages.text("error.host." + key(host.error()))
                    + host.disk().map(disk -> ": " + printable(disk)).orElse("");
            case FileChangedException changed -> Messages.text("error.changed", printable(changed.getFile()));
            case NoSuchFileException missing -> Messages.text("error.no-such-file", printable(missing.getFile()));
            case AccessDeniedException denied -> Messages.text("error.access-denied", printable(denied.getFile()));
            default -> Messages.text("error.input-output", printable(problem.getMessage()));
        };
    }

    private static String of(BuildException problem) {
        var details = problem.details().stream().map(it -> detail(problem.reason(), it))
                .collect(Collectors.joining("\n  "));
        return Messages.text("error.build." + key(problem.reason()), Text.harmless(problem.subject()), details);
    }

    private static String detail(BuildException.Reason reason, String detail) {
        int space = detail.indexOf(' ');
        return reason == BuildException.Reason.NOT_REPRODUCIBLE && space > 0
                ? Messages.text("build.leak", CompareWords.where(detail.substring(space + 1)),
                        CompareWords.cause(CauseCode.valueOf(detail.substring(0, space))))
                : Text.harmless(detail);
    }

    private static String of(ResolveException problem) {
        var words = ResolveWords.of(problem);
        return Messages.text("error.resolve", words.sentence(),
                words.details().isEmpty() ? "" : ":\n" + words.details(), words.advice());
    }

    private static String of(Problem problem) {
        var at = Text.printable(problem.at());
        return switch (problem) {
            case Problem.NoSuchFile _ -> Messages.text("error.no-such-file", at);
            case Problem.NotAFile file ->
                Messages.text(file.directory() ? "error.is-directory" : "error.not-a-file", at);
            case Problem.UnknownFormat format ->
                Messages.text("error.unknown-format", at, String.join(", ", format.known()));
            case Problem.NoSuchView view ->
                Messages.text("error.no-such-view", at, Text.printable(view.view()), String.join(", ", view.present()));
            case Problem.NoSuchPath path -> Messages.text("error.no-such-path", at, Text.printable(path.missing()));
            case Problem.NotADirectory _ -> Messages.text("error.not-a-directory", at);
            case Problem.SymbolicLink link -> Messages.text("error.symbolic-link", at, link.target());
            case Problem.NoContent _ -> Messages.text("error.no-content", at);
            case Problem.TooDeep deep -> Messages.text("error.too-deep", at, deep.most());
            case Problem.NotCompressed _ -> Messages.text("error.not-compressed", at);
        };
    }

    /// Why an entry was not written.
    static String of(Failure failure) {
        var problem = failure.problem();
        return problem == null
                ? Messages.text("failure." + key(failure.kind()))
                : of(problem);
    }

    /// What was not kept, of how many entries.
    static String of(Loss.What what, long count, String example) {
        return Messages.text("loss." + key(what), count, example);
    }

    /// Why an extraction ended early.
    static String of(Stop stop) {
        return switch (stop) {
            case Stop.Cancelled _ -> Messages.text("stop.cancelled");
            case Stop.OverBudget over when over.path().isEmpty() ->
                Messages.text("stop.too-large", over.needed(), over.allowed());
            case Stop.OverBudget over ->
                Messages.text("stop.over-budget", over.path(), over.needed(), over.allowed());
            case Stop.TooManyEntries many -> Messages.text("stop.too-many-entries", many.limit());
            case Stop.HostFailed host -> Messages.text("stop.host-failed", host.path(), of(host.problem()));
            case Stop.ImageChanged _ -> Messages.text("stop.image-changed");
        };
    }

    /// An error in this program, for a report: what and where, without paths of the user.
    static String crash(Throwable problem) {
        var frames = problem.getStackTrace();
        var where = frames.length == 0 ? "?" : frames[0].toString();
        return Messages.text("error.crash", problem.getClass().getName(), where, Version.TEXT);
    }

    /// The name of a constant as part of a key.
    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String printable(@Nullable Object text) {
        return Text.printable(String.valueOf(text));
    }
}
