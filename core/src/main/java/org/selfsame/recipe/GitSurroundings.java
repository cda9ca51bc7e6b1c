package org.selfsame.recipe;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// What JGit sees of this computer: no settings of the user or the system, which could rewrite addresses or name programs,
/// and none of Git's environment. It runs no program but `ssh`, for addresses that ask for it.
final class GitSurroundings extends SystemReader.Delegate {
    private static final String SSH = "GIT_SSH";
    /// Held here, because a level is lost with its logger.
    private static final Logger LOG = Logger.getLogger("org.eclipse.jgit");

    private GitSurroundings(SystemReader host) {
        super(host);
    }

    /// From now on JGit sees no more than this.
    static synchronized void enter() {
        // what fails is told by exceptions
        LOG.setLevel(Level.OFF);
        if (!(SystemReader.getInstance() instanceof GitSurroundings)) {
            SystemReader.setInstance(new GitSurroundings(SystemReader.getInstance()));
        }
    }

    @Override
    public @Nullable String getenv(String variable) {
        if (variable.equals(SSH)) {
            return "ssh";
        }
        return variable.startsWith("GIT_") ? null : super.getenv(variable);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    /// Settings without a file.
    private static final class Nothing extends FileBasedConfig {
        Nothing(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // there is no file
        }

        @Override
        public void save() {
            // nothing of the user's is changed
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        /// JGit measures how exact times of files are, by writing some beside a repository, unless it is told.
        @Override
        public long getTimeUnit(String section, @Nullable String subsection, String name, long usual, TimeUnit unit) {
            return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                    ? unit.convert(Duration.ofSeconds(2))
                    : super.getTimeUnit(section, subsection, name, usual, unit);
        }
    }
}
