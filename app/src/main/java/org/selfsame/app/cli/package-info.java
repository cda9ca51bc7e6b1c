/// The command line: a class a command, each a thin front to the engine. Results go to standard output, progress and
/// messages to standard error.
@NullMarked
package org.selfsame.app.cli;

import org.jspecify.annotations.NullMarked;
