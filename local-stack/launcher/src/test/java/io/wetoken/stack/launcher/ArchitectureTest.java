package io.wetoken.stack.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walls between the modules, checked on everybody's compiled classes. */
class ArchitectureTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final String[] ENGINES = {
        "org.apache.flink..",
        "org.apache.spark..",
        "org.apache.hadoop..",
        "org.apache.kafka..",
        "org.springframework..",
        "org.web3j..",
        "com.linecorp.armeria..",
        "scala.."
    };

    private static JavaClasses all;

    /** Module directory, its package below {@code io.wetoken}, and the packages it may use. */
    private static final List<Module> MODULES = List.of(
            new Module("behaviour", "behaviour", List.of()),
            new Module("tracker", "tracker", List.of("behaviour")),
            new Module("recommender", "recommender", List.of("behaviour")),
            new Module("store", "store", List.of("behaviour")),
            new Module("ingest", "ingest", List.of("behaviour")),
            new Module("media-transcode", "media", List.of("behaviour")),
            new Module("flink-jobs", "flink", List.of("behaviour", "store")),
            new Module("mapreduce-jobs", "mapreduce", List.of("behaviour", "store")),
            new Module("spark-jobs", "spark", List.of("behaviour", "store", "recommender")),
            new Module("contracts", "contracts", List.of()),
            new Module("verifier", "verifier", List.of()),
            new Module("reward-settlement", "settlement", List.of("behaviour", "store", "contracts")),
            new Module("serving-api", "serving", List.of("behaviour", "tracker", "store", "recommender", "contracts")),
            new Module("local-stack/kafka-server", "stack", List.of()),
            new Module("local-stack/hbase-server", "stack", List.of()),
            new Module("local-stack/flink-server", "stack", List.of()),
            new Module("local-stack/testing", "stack", List.of()),
            new Module("local-stack/launcher", "stack", List.of()));

    private record Module(String dir, String name, List<String> uses) {
        Path classes() {
            return ROOT.resolve(dir).resolve("target/classes");
        }
    }

    @BeforeAll
    static void readEverybodysClasses() {
        List<Path> paths =
                MODULES.stream().map(Module::classes).filter(Files::isDirectory).toList();
        all = new ClassFileImporter().importPaths(paths);
        assertThat(all).isNotEmpty();
    }

    @Test
    void theBuildListsTheSameModules() throws Exception {
        List<String> built = Files.readAllLines(ROOT.resolve("pom.xml")).stream()
                .filter(line -> line.contains("<module>"))
                .map(line -> line.replaceAll("</?module>", "").strip())
                .toList();
        assertThat(built)
                .containsExactlyInAnyOrderElementsOf(
                        MODULES.stream().map(Module::dir).toList());
    }

    @Test
    void everyModuleHasAPackageOfItsOwn() {
        Map<String, String> foreign = new TreeMap<>();
        for (Module module : MODULES) {
            if (Files.isDirectory(module.classes())) {
                for (JavaClass found : new ClassFileImporter().importPath(module.classes())) {
                    if (!inPackage(found.getPackageName(), module.name())) {
                        foreign.put(found.getName(), module.dir());
                    }
                }
            }
        }
        assertThat(foreign).isEmpty();
    }

    @Test
    void modulesUseOnlyWhatTheyMay() {
        Map<String, List<String>> forbidden = new LinkedHashMap<>();
        for (JavaClass user : all) {
            Module module = moduleOf(user.getPackageName());
            List<String> wrong = new ArrayList<>();
            user.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getPackageName())
                    .filter(used -> used.startsWith("io.wetoken."))
                    .filter(used -> !inPackage(used, module.name()))
                    .filter(used -> module.uses().stream().noneMatch(allowed -> inPackage(used, allowed)))
                    .forEach(wrong::add);
            if (!wrong.isEmpty()) {
                forbidden.put(user.getName(), wrong);
            }
        }
        assertThat(forbidden).isEmpty();
    }

    @Test
    void coresImportNoEngine() {
        noClasses()
                .that()
                .resideInAPackage("io.wetoken..core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINES)
                .allowEmptyShould(true)
                .check(all);
    }

    @Test
    void behaviourNeedsOnlyTheJdkAndAvro() {
        noClasses()
                .that()
                .resideInAPackage("io.wetoken.behaviour..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("io.wetoken.behaviour..", "java..", "javax.crypto..", "org.apache.avro..")
                .check(all);
    }

    /** Whoever checks payouts trusts a digest and a reader of JSON that everybody knows, and nothing else. */
    @Test
    void theVerifierNeedsOnlyTheJdkBouncyCastleAndJackson() {
        noClasses()
                .that()
                .resideInAPackage("io.wetoken.verifier..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.wetoken.verifier..",
                        "java..",
                        "org.bouncycastle..",
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.databind..")
                .check(all);
    }

    /** Others put it into their servers. */
    @Test
    void theTrackerNeedsOnlyTheJdkBehaviourAndItsJson() {
        noClasses()
                .that()
                .resideInAPackage("io.wetoken.tracker..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.wetoken.tracker..", "io.wetoken.behaviour..", "java..", "com.fasterxml.jackson.core..")
                .check(all);
    }

    @Test
    void theRecommenderNeedsOnlyTheJdkAndBehaviour() {
        noClasses()
                .that()
                .resideInAPackage("io.wetoken.recommender..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("io.wetoken.recommender..", "io.wetoken.behaviour..", "java..")
                .check(all);
    }

    private static Module moduleOf(String name) {
        return MODULES.stream()
                .filter(module -> inPackage(name, module.name()))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("Package " + name + " belongs to no module"));
    }

    private static boolean inPackage(String name, String module) {
        return name.equals("io.wetoken." + module) || name.startsWith("io.wetoken." + module + ".");
    }
}
