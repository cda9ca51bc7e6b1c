/// Recipes read from real repositories.
@NullMarked
package org.selfsame.recipe;

import org.jspecify.annotations.NullMarked;
