package io.wetoken.serving.operations;

import io.swagger.v3.oas.annotations.Hidden;
import io.wetoken.behaviour.Epoch;
import io.wetoken.contracts.Deployment;
import io.wetoken.serving.core.Absent;
import io.wetoken.serving.core.BadInput;
import io.wetoken.serving.core.Input;
import io.wetoken.serving.web.Pages;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The operations page and what it asks. Not in the public description of the API. */
@Hidden
@RestController
public class OperationsController {
    private static final int SHOWN = 60;
    /** Details of an epoch, by the names that settlement gives them. */
    private static final String PLAN = "planHash";

    private static final String SIGNED_PLAN = "approval.plan";

    private final Operators operators;
    private final Epochs epochs;
    private final Deployment contracts;
    private final RunFiles files;
    private final Pages pages;

    OperationsController(Operators operators, Epochs epochs, Deployment contracts, RunFiles files, Pages pages) {
        this.operators = operators;
        this.epochs = epochs;
        this.contracts = contracts;
        this.files = files;
        this.pages = pages;
    }

    /** One epoch of the list. */
    public record Line(String date, State state, String planned, String paid, String recipients, boolean approvable) {}

    /**
     * One epoch.
     *
     * @param approval what an approver signs; null when there is nothing to approve
     * @param report null before there is one, or where it is on another machine
     */
    public record Day(
            String date,
            State state,
            Map<String, String> details,
            List<RunFiles.Action> log,
            JsonNode report,
            Map<String, Object> approval) {}

    /** What an approver sends. */
    public record Signed(String approver, String signature) {}

    /** The page itself holds nothing. */
    @GetMapping(path = "/operations", produces = MediaType.TEXT_HTML_VALUE)
    public String page() {
        return pages.operations();
    }

    @GetMapping(path = "/v1/operations/epochs", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<List<Line>> list(HttpServletRequest request) {
        operators.check(request);
        return answer(epochs.newest(Optional.empty(), SHOWN).stream()
                .map(row -> new Line(
                        row.epoch().toString(),
                        row.state(),
                        row.details().get("planned"),
                        row.details().get("paid"),
                        row.details().get("recipients"),
                        approvable(row)))
                .toList());
    }

    @GetMapping(path = "/v1/operations/epochs/{date}", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Day> day(@PathVariable String date, HttpServletRequest request) {
        operators.check(request);
        Epochs.Row row = row(date);
        Map<String, String> details = new TreeMap<>(row.details());
        details.keySet().removeIf(name -> name.startsWith("log."));
        return answer(new Day(
                date,
                row.state(),
                details,
                files.log(row.epoch()),
                files.report(row.epoch()).orElse(null),
                approvable(row) ? typedData(row) : null));
    }

    /** Stores a signature of the plan as it is now; the next run brings it to the chain, which judges whether the signer may approve. */
    @PostMapping(path = "/v1/operations/epochs/{date}/approval", consumes = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Void> approve(
            @PathVariable String date, @RequestBody Signed signed, HttpServletRequest request) {
        operators.check(request);
        Epochs.Row row = row(date);
        if (!approvable(row)) {
            throw new BadInput("Epoch " + date + " is " + row.state() + " and waits for no approval");
        }
        String approver = Input.address(signed.approver() == null ? "" : signed.approver())
                .hex();
        String signature = signed.signature() == null ? "" : signed.signature().strip();
        String signer = PlanApproval.signer(typedData(row), signature);
        if (!signer.equals(approver)) {
            throw new BadInput("The signature is not " + approver + "'s for this plan; whoever made it signed as "
                    + signer + ", or signed another plan");
        }
        epochs.note(
                row.epoch(),
                Map.of(
                        SIGNED_PLAN,
                        row.details().get(PLAN),
                        "approval.approver",
                        approver,
                        "approval.signature",
                        signature));
        return ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build();
    }

    private Epochs.Row row(String date) {
        Epoch epoch = Input.epoch(date);
        return epochs.find(epoch).orElseThrow(() -> new Absent("There is no epoch " + epoch));
    }

    /** Planned, settlement has said what an approver names, and no word for it is kept: who has the secret must not put a useless one in its place. */
    private static boolean approvable(Epochs.Row row) {
        String plan = row.details().getOrDefault(PLAN, "");
        return row.state() == State.PLANNED
                && plan.matches("0x[0-9a-f]{64}")
                && !plan.equals(row.details().get(SIGNED_PLAN));
    }

    private Map<String, Object> typedData(Epochs.Row row) {
        return PlanApproval.typedData(
                contracts, row.epoch().day(), row.details().get(PLAN));
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
