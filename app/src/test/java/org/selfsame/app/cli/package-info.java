/// The command line as scripts and people see it.
@NullMarked
package org.selfsame.app.cli;

import org.jspecify.annotations.NullMarked;
