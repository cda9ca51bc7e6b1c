package org.selfsame.normalize.tree;

import java.util.List;
import org.selfsame.normalize.Draft;
import org.selfsame.normalize.TreeRule;
import org.selfsame.normalize.TreeWork;
import org.selfsame.tree.Entry;

/// The key and certificate that ssl-cert makes up for each system, and the link to it that is named by its hash. A system
/// that is built once and used by many must not have one.
record Snakeoil() implements TreeRule {
    private static final String CERTIFICATE = "ssl-cert-snakeoil.pem";

    @Override
    public String id() {
        return "snakeoil";
    }

    @Override
    public boolean apply(Draft draft, TreeWork work) {
        boolean found = false;
        for (var path : List.of("/etc/ssl/certs/" + CERTIFICATE, "/etc/ssl/private/ssl-cert-snakeoil.key")) {
            for (var node : draft.find(path)) {
                work.remove(node);
                found = true;
            }
        }
        for (var node : draft.find("/etc/ssl/certs/*.?")) {
            if (node.entry() instanceof Entry.Symlink link && link.target().toString().equals(CERTIFICATE)) {
                work.remove(node);
            }
        }
        return found;
    }
}
