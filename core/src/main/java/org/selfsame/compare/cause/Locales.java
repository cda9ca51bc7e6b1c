package org.selfsame.compare.cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.selfsame.compare.CauseCode;

/// What a locale changes in a text: the names of months, the decimal point, the order of lines.
final class Locales {
    /// The names of each month, in the languages that builds are tried in.
    private static final String[] MONTHS = {
            "january|jan|januar|jänner|jän|janvier|janv|enero|ene|gennaio|gen|jaanuar|jaan|januari|janeiro",
            "february|feb|februar|février|févr|febrero|febbraio|veebruar|veebr|februari|fevereiro|fev",
            "march|mar|märz|mär|mrz|mars|marzo|märts|maart|mrt|março",
            "april|apr|avril|avr|abril|abr|aprile|aprill",
            "may|mai|mayo|maggio|mag|mei|maio",
            "june|jun|juni|juin|junio|giugno|giu|juuni|junho",
            "july|jul|juli|juillet|juil|julio|luglio|lug|juuli|julho",
            "august|aug|août|agosto|ago|augustus",
            "september|sep|sept|septembre|septiembre|settembre|set|setembro",
            "october|oct|oktober|okt|octobre|octubre|ottobre|ott|oktoober|outubro|out",
            "november|nov|novembre|noviembre|novembro",
            "december|dec|dezember|dez|décembre|déc|diciembre|dic|dicembre|detsember|dets|dezembro"};

    /// The names of months next to a number, and the decimal point.
    static final List<TokenRule> RULES = rules();

    private Locales() {}

    private static List<TokenRule> rules() {
        var rules = new ArrayList<TokenRule>();
        for (int i = 0; i < MONTHS.length; i++) {
            rules.add(TokenRule.of(CauseCode.LOCALE, Pattern.compile("(?<=\\d[. ]{1,2})\\b(?:" + MONTHS[i]
                    + ")\\b\\.?(?=,? \\d)|\\b(?:" + MONTHS[i] + ")\\b\\.?(?= {1,2}\\d)",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS),
                    "<month " + (i + 1) + ">"));
        }
        rules.add(
                TokenRule.of(CauseCode.LOCALE, Pattern.compile("(?<![\\d.,])(\\d{1,15})[.,](\\d{1,15})(?![\\d.,]\\d)"),
                        "$1<point>$2"));
        return rules;
    }

    /// Whether one side is in the order of bytes and the other in the order of a language: letters first, whatever their
    /// case.
    static boolean collated(String left, String right) {
        var l = left.lines().toList();
        var r = right.lines().toList();
        return isSorted(l, Comparator.naturalOrder()) && isSorted(r, LETTERS)
                || isSorted(r, Comparator.naturalOrder()) && isSorted(l, LETTERS);
    }

    private static final Comparator<String> LETTERS = Comparator.comparing(Locales::letters);

    private static String letters(String line) {
        var letters = line.replaceAll("[^\\p{L}\\p{N}]+", "");
        return letters.toLowerCase(Locale.ROOT);
    }

    private static boolean isSorted(List<String> lines, Comparator<String> order) {
        for (int i = 1; i < lines.size(); i++) {
            if (order.compare(lines.get(i - 1), lines.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }
}
