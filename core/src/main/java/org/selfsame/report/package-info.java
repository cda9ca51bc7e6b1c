/// Results as documents: JSON for machines, HTML for people, text for terminals.
@NullMarked
package org.selfsame.report;

import org.jspecify.annotations.NullMarked;
