package org.selfsame.normalize.tree;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.selfsame.normalize.Draft;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.TreeRule;
import org.selfsame.normalize.TreeWork;

/// Kernels that apt must not remove: older versions of apt put the running kernel among them, which is that of the host
/// that builds. Lines of kernels that are not installed go, and what apt noted down for its developers. Source: apt's
/// `debian/apt.auto-removal.sh` up to version 2.1.
record AutoremoveKernels() implements TreeRule {
    private static final Pattern KERNEL = Pattern.compile("^ +\"\\^[^\"]*?-(\\d[^\"]*)\\$\";\n", Pattern.MULTILINE);
    private static final Pattern NOTES = Pattern.compile("^/\\* Debug information:\n.*?^\\*/\n",
            Pattern.MULTILINE | Pattern.DOTALL);

    @Override
    public String id() {
        return "autoremove-kernels";
    }

    @Override
    public boolean apply(Draft draft, TreeWork work) throws IOException {
        var files = draft.find("/etc/apt/apt.conf.d/01autoremove-kernels");
        for (var node : files) {
            var installed = installed(draft);
            if (installed.isEmpty()) {
                work.skipped(node, Reason.UNSUPPORTED, "no kernel is installed");
                continue;
            }
            var text = NOTES.matcher(work.text(node)).replaceAll("");
            work.rewrite(node, KERNEL.matcher(text).replaceAll(line -> isInstalled(line.group(1), installed)
                    ? Matcher.quoteReplacement(line.group())
                    : ""));
        }
        return !files.isEmpty();
    }

    /// The versions, as `uname -r` gives them.
    private static Set<String> installed(Draft draft) {
        var versions = new TreeSet<String>();
        draft.find("/boot/vmlinuz-*").forEach(node -> versions.add(node.name().toString().substring(8)));
        for (var modules : new String[]{"/lib/modules/*", "/usr/lib/modules/*"}) {
            draft.find(modules).forEach(node -> versions.add(node.name().toString()));
        }
        return versions;
    }

    private static boolean isInstalled(String pattern, Set<String> installed) {
        return installed.contains(pattern.replace("\\", ""));
    }
}
