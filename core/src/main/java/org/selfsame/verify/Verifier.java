package org.selfsame.verify;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FileContent;
import org.selfsame.content.NotAFileException;
import org.selfsame.task.Task;
import org.selfsame.trust.publisher.Publishers;
import org.selfsame.verify.Evidence.State;

/// Checks a file: finds what speaks for it, and says what that adds up to. Everything that can be wrong with the file or
/// with what lies beside it is part of the answer; nothing is thrown, nothing is fetched, nothing is written.
public final class Verifier {
    private final Publishers publishers;
    private final InstantSource clock;

    /// @param publishers those that are known: the bundled ones and those that the user added
    /// @param clock tells whether a signature lies in the future
    public Verifier(Publishers publishers, InstantSource clock) {
        this.publishers = publishers;
        this.clock = clock;
    }

    /// Checks the file of `request`. Blocks until it is done or `task` is cancelled; the answer to a check that was
    /// cancelled is [NotCheckedReason#CANCELLED].
    public Verification verify(Request request, Task task) {
        try (var file = FileContent.open(request.file())) {
            return verify(request, file, null, task);
        } catch (NotAFileException _) {
            return nothing(request, NotCheckedReason.NOT_A_FILE);
        } catch (IOException _) {
            return nothing(request, NotCheckedReason.UNREADABLE);
        }
    }

    /// As [#verify(Request, Task)], with a file that is being read already. If that turns out to be another file than
    /// the one of `request`, it is given up, and nothing is gained. The caller closes `ahead`.
    public Verification verify(Request request, HeadStart ahead, Task task) {
        if (ahead.path().equals(request.file())) {
            return verify(request, ahead.file(), ahead, task);
        }
        ahead.giveUp();
        return verify(request, task);
    }

    private Verification verify(Request request, FileContent file, @Nullable HeadStart ahead, Task task) {
        return file.size() == 0
                ? nothing(request, NotCheckedReason.EMPTY)
                : new Check(request, publishers, clock.instant(), task).run(file, ahead);
    }

    private static Verification nothing(Request request, NotCheckedReason reason) {
        return new Verification(SideFiles.nameOf(request.file()), 0, List.of(), new Verdict.NotChecked(reason),
                Set.of(), List.of(new Evidence.FileRead(State.MISSING, 0, List.of())), Identity.NONE, List.of());
    }
}
