package org.selfsame.apt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.ResolveException.Reason;
import org.selfsame.recipe.Recipe.OverlayRequest;
import org.selfsame.recipe.Recipe.PackageRequest;
import org.selfsame.recipe.Recipe.Stage;
import org.selfsame.task.Task;

/// Has apt choose packages. Nothing is installed for apt, and nothing is fetched here.
final class Choice {
    /// What apt says of a package that it does not find; the name is the first group.
    private static final List<Pattern> NO_PACKAGE = List.of(Pattern.compile("Unable to locate package (\\S+)"),
            Pattern.compile("Couldn't find any package by (?:glob|regex) '(.+)'"),
            Pattern.compile("Package '(.+)' has no installation candidate"),
            Pattern.compile("No packages found matching '(.+)'"),
            Pattern.compile("Unable to find a source package for (\\S+)"));
    private static final List<Pattern> NO_VERSION = List.of(
            Pattern.compile("(?:Version|Release) '.+' for '(.+)' was not found"),
            Pattern.compile("Can not find version '.+' of package '(.+)'"),
            Pattern.compile("Can not find a package '(.+)' with version '.+'"));
    private static final Pattern SELECTED = Pattern
            .compile("Note, selecting '([^']+)' (?:instead of|for (?:regex|glob|task)) '.*'");
    private static final Pattern DSC = Pattern.compile("'([^']+[.]dsc)' \\S+ [0-9]+ \\S*");
    private static final Pattern SPEC = Pattern.compile("[?A-Za-z0-9][!-~]{0,299}");
    private static final Pattern FOREIGN = Pattern.compile("[^?:=/]+:([a-z0-9-]+)([=/].*)?");
    private static final Set<String> NO_FOREIGN = Set.of("any", "native", "all");
    private static final int MOST_LINES = 60;
    private static final String NO_RECOMMENDS = "APT::Install-Recommends=false";

    private final AptSettings settings;
    private final AptRun apt;

    /// What apt chose.
    ///
    /// @param offers the packages, in apt's order
    /// @param selected those that it took for a name that is not a package's own
    record Chosen(List<Offer> offers, Set<String> selected) {}

    Choice(AptSettings settings, AptRun apt) {
        this.settings = settings;
        this.apt = apt;
    }

    /// The architectures of which packages are asked for, that of the system first.
    static List<String> architectures(String system, Collection<PackageRequest> requests) {
        var all = new LinkedHashSet<String>();
        all.add(system);
        requests.stream().map(it -> FOREIGN.matcher(it.spec())).filter(Matcher::matches).map(it -> it.group(1))
                .filter(it -> !NO_FOREIGN.contains(it)).sorted().forEach(all::add);
        return List.copyOf(all);
    }

    /// The system: what every system needs, and what is asked for, with all that they depend on.
    ///
    /// @throws ResolveException if something is not there, or cannot be installed with the rest
    Chosen system(List<PackageRequest> requests, Task task) throws IOException {
        return install(List.of(), Stream.concat(first().stream(), specs(requests)).toList(), requests, task);
    }

    /// What of `system` can be unpacked before anything runs: what every system needs, and what it depends on.
    List<Offer> bootstrap(List<Offer> system, Task task) throws IOException {
        // nothing else can be chosen: of alternatives those are taken that the system has
        var pins = settings.directory().resolve("bootstrap.pref");
        var text = new StringBuilder("Package: *\nPin: release *\nPin-Priority: -1\n\n");
        for (var offer : system) {
            text.append("Package: ").append(qualified(offer)).append("\nPin: version ").append(offer.version())
                    .append("\nPin-Priority: 1001\n\n");
        }
        Files.writeString(pins, text, StandardCharsets.UTF_8);
        return install(List.of("-o", "Dir::Etc::preferences=" + pins, "-o", "Dir::Etc::preferencesparts=/dev/null",
                "-o", NO_RECOMMENDS), first(), List.of(), task).offers();
    }

    /// What `requests` need beyond the system.
    ///
    /// @throws ResolveException if something is not there, or cannot be installed with the rest
    Chosen beyond(List<Offer> system, List<PackageRequest> requests, Task task) throws IOException {
        var exact = system.stream().map(it -> qualified(it) + "=" + it.version());
        var all = install(List.of(), Stream.concat(exact, specs(requests)).toList(), requests, task);
        var before = new HashSet<>(system);
        return new Chosen(all.offers().stream().filter(it -> !before.contains(it)).toList(), all.selected());
    }

    /// The packages themselves, without what they depend on.
    ///
    /// @throws ResolveException if one is not there
    List<Offer> alone(List<PackageRequest> requests, Task task) throws IOException {
        if (requests.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<>(List.of("--print-uris", "download", "--"));
        specs(requests).forEach(arguments::add);
        return offers(apt.get(arguments, task), requests).offers();
    }

    /// What a virtual machine is made of that builds. What the system has as well is that of the system.
    ///
    /// @throws ResolveException if the archives lack something of it
    List<Offer> machine(List<Offer> system, Task task) throws IOException {
        var architecture = settings.architecture();
        var kernel = List.of(new PackageRequest(MachinePackages.kernel(architecture), Stage.BUILD, ""));
        var machine = new ArrayList<>(install(List.of("-o", NO_RECOMMENDS),
                specs(kernel).toList(), kernel, task).offers().stream().filter(MachinePackages::isKernel).toList());
        var others = new ArrayList<PackageRequest>();
        for (var name : MachinePackages.TOOLS) {
            system.stream().filter(it -> it.name().equals(name) && qualified(it).endsWith(":" + architecture))
                    .findFirst().ifPresentOrElse(machine::add,
                            () -> others.add(new PackageRequest(name, Stage.BUILD, "")));
        }
        machine.addAll(alone(others, task));
        return machine;
    }

    /// What has programs see another clock than the machine's.
    ///
    /// @throws ResolveException if the archives have none
    List<Offer> clock(Task task) throws IOException {
        return alone(List.of(new PackageRequest(MachinePackages.CLOCK, Stage.BUILD, "")), task);
    }

    /// The addresses of the `.dsc` files of source packages.
    ///
    /// @throws ResolveException if one is not there
    List<String> sources(List<OverlayRequest> requests, Task task) throws IOException {
        var asked = asked(requests);
        checkNames(asked);
        var arguments = new ArrayList<>(List.of("--print-uris", "--only-source", "source", "--"));
        specs(asked).forEach(arguments::add);
        var answer = apt.get(arguments, task);
        if (answer.code() != 0) {
            throw trouble(answer, asked);
        }
        return answer.lines().stream().map(DSC::matcher).filter(Matcher::matches).map(it -> it.group(1)).toList();
    }

    /// What is there wherever source packages are built: what every system needs.
    ///
    /// @throws ResolveException if something is not there
    List<Offer> essential(Task task) throws IOException {
        return install(List.of("-o", NO_RECOMMENDS), first(), List.of(), task).offers();
    }

    /// What building source packages needs beyond the packages of `status`.
    ///
    /// @param status a file as dpkg has it, of what is installed where they are built
    /// @throws ResolveException if something is not there
    List<Offer> buildDependencies(List<OverlayRequest> requests, Path status, Task task) throws IOException {
        var asked = asked(requests);
        var arguments = new ArrayList<>(List.of("-o", "Dir::State::status=" + status, "-o", NO_RECOMMENDS,
                "--print-uris", "--only-source", "build-dep", "--"));
        specs(asked).forEach(arguments::add);
        return offers(apt.get(arguments, task), asked).offers();
    }

    /// What makes the files of a package belong to root while somebody else builds it; where the archives have it.
    ///
    /// @param before what is there already
    /// @throws ResolveException if it cannot be installed with the rest
    List<Offer> fakeroot(List<Offer> before, Task task) throws IOException {
        var request = List.of(new PackageRequest("fakeroot", Stage.BUILD, ""));
        var exact = before.stream().map(it -> qualified(it) + "=" + it.version());
        try {
            return install(List.of("-o", NO_RECOMMENDS), Stream.concat(exact, specs(request)).toList(), request, task)
                    .offers().stream().filter(it -> !before.contains(it)).toList();
        } catch (ResolveException e) {
            if (e.reason() == Reason.NO_PACKAGE) {
                return List.of();
            }
            throw e;
        }
    }

    private static List<PackageRequest> asked(List<OverlayRequest> requests) {
        return requests.stream().map(it -> new PackageRequest(
                it.version() == null ? it.name() : it.name() + "=" + it.version(), Stage.BUILD, "selfsame.toml"))
                .toList();
    }

    /// The names of the packages that patterns among `requests` stand for.
    Set<String> matched(List<PackageRequest> requests, Task task) throws IOException {
        var patterns = requests.stream().filter(it -> it.spec().startsWith("?")).toList();
        return alone(patterns, task).stream().map(Offer::name).collect(Collectors.toSet());
    }

    private Chosen install(List<String> options, List<String> specs, List<PackageRequest> requests, Task task)
            throws IOException {
        checkNames(requests);
        var arguments = new ArrayList<>(options);
        arguments.addAll(List.of("--print-uris", "install", "--"));
        arguments.addAll(specs);
        return offers(apt.get(arguments, task), requests);
    }

    /// What the first programs come from. A pattern finds nothing, and does not fail, where an archive lacks it; that /usr
    /// is merged is known, and need not be done again by a package that needs Perl for it.
    private List<String> first() {
        return Stream.of("?essential", "?exact-name(apt)", "?exact-name(usr-is-merged)")
                .map(it -> "?and(" + it + ",?architecture(" + settings.architecture() + "))").toList();
    }

    private static Stream<String> specs(List<PackageRequest> requests) {
        return requests.stream().map(PackageRequest::spec).distinct();
    }

    private static void checkNames(List<PackageRequest> requests) throws ResolveException {
        for (var request : requests) {
            if (!SPEC.matcher(request.spec()).matches()) {
                throw new ResolveException(Reason.BAD_NAME, request.spec(), List.of(request.list()));
            }
        }
    }

    private static Chosen offers(AptRun.Answer answer, List<PackageRequest> requests) throws ResolveException {
        if (answer.code() != 0) {
            throw trouble(answer, requests);
        }
        var selected = new HashSet<String>();
        for (var line : answer.lines()) {
            var matcher = SELECTED.matcher(line);
            if (matcher.matches()) {
                selected.add(matcher.group(1));
            }
        }
        return new Chosen(Offer.in(answer.lines()), selected);
    }

    private static ResolveException trouble(AptRun.Answer answer, List<PackageRequest> requests) {
        for (var error : answer.after("E: ")) {
            var missing = found(NO_PACKAGE, Reason.NO_PACKAGE, error, requests);
            var other = missing == null ? found(NO_VERSION, Reason.NO_VERSION, error, requests) : missing;
            if (other != null) {
                return other;
            }
        }
        int unmet = answer.lines().indexOf("The following packages have unmet dependencies:");
        if (unmet >= 0) {
            return new ResolveException(Reason.UNSATISFIABLE, "", answer.lines().stream().skip(unmet + 1L)
                    .takeWhile(it -> it.startsWith(" ")).map(String::strip).limit(MOST_LINES).toList());
        }
        return new AptTrouble(List.of(), answer).failed("install");
    }

    private static @Nullable ResolveException found(List<Pattern> patterns, Reason reason,
            String error, List<PackageRequest> requests) {
        for (var pattern : patterns) {
            var matcher = pattern.matcher(error);
            if (matcher.find()) {
                var name = matcher.group(1);
                var asking = requests.stream().filter(it -> it.spec().equals(name)
                        || it.spec().startsWith(name) && ":=/".indexOf(it.spec().charAt(name.length())) >= 0).toList();
                return new ResolveException(reason, asking.isEmpty() ? name : asking.getFirst().spec(),
                        asking.stream().map(PackageRequest::list).distinct().toList());
            }
        }
        return null;
    }

    private String qualified(Offer offer) {
        return offer.name() + ":"
                + (offer.architecture().equals("all") ? settings.architecture() : offer.architecture());
    }
}
