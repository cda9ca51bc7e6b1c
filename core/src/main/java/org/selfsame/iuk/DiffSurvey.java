package org.selfsame.iuk;

import java.io.IOException;
import java.util.List;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// One walk over a diff: what is in it, which union it is for, and its hazards.
final class DiffSurvey implements Walk.Visitor {
    private final String name;
    private final List<Hazard> hazards;
    private final Task task;
    private long directories;
    private long files;
    private long symlinks;
    private long special;
    private long aufs;
    private long overlay;
    private long bytes;

    private DiffSurvey(String name, List<Hazard> hazards, Task task) {
        this.name = name;
        this.hazards = hazards;
        this.task = task;
    }

    /// Looks at a diff.
    ///
    /// @param hazards where those of the diff are added
    /// @throws IOException if it cannot be read
    static Diff of(String name, Entry.File file, Tree tree, List<Hazard> hazards, Task task)
            throws IOException {
        var survey = new DiffSurvey(name, hazards, task);
        Walk.of(tree, Limits.DEFAULT, survey);
        if (survey.aufs > 0 && survey.overlay > 0) {
            survey.hazard(Hazard.Kind.MIXED_WHITEOUTS, "");
        }
        var union = survey.aufs > 0 ? Union.AUFS : survey.overlay > 0 ? Union.OVERLAYFS : null;
        return new Diff(name, file, tree, union, new Diff.Counts(survey.directories, survey.files, survey.symlinks,
                survey.special, survey.whiteouts(), survey.bytes));
    }

    private long whiteouts() {
        return aufs + overlay;
    }

    private void hazard(Hazard.Kind kind, String path) {
        Hazards.add(hazards, kind, "live/" + name + "!/" + path);
    }

    @Override
    public void visit(String path, Entry entry) throws IOException {
        task.checkCancelled();
        boolean ofAufs = Union.startsWith(entry.name(), Union.WHITEOUT);
        if (entry.metadata().xattrs().keySet().stream().anyMatch(it -> Union.startsWith(it, Union.OVERLAY_ATTRIBUTE))) {
            hazard(Hazard.Kind.OVERLAY_ATTRIBUTE, path);
        }
        if (ofAufs) {
            if (entry instanceof Entry.Directory directory) {
                if (!directory.children().isEmpty()) {
                    hazard(Hazard.Kind.PSEUDO_LINKS, path);
                }
            } else if (!Union.startsWith(entry.name(), Union.BOOKKEEPING)) {
                aufs++;
            }
            return;
        }
        switch (entry) {
            case Entry.Directory _ -> directories++;
            case Entry.File file -> {
                files++;
                bytes += file.size();
            }
            case Entry.Symlink _ -> symlinks++;
            case Entry.Device device when Union.isWhiteoutDevice(device) -> overlay++;
            case Entry.Device _,Entry.Fifo _,Entry.Socket _ -> special++;
        }
    }
}
