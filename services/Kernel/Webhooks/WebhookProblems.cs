using Kernel.Http;

namespace Kernel.Webhooks;

/// <summary>The refusals of webhooks.</summary>
internal static class WebhookProblems
{
    private static readonly ProblemType AddressType = CommonProblems.Catalogue.Define(
        "webhook-address", 422, "The platform does not send webhooks to this address.");
    private static readonly ProblemType SecretType = CommonProblems.Catalogue.Define(
        "webhook-secret", 422, "The secret does not have the form of Standard Webhooks.");
    private static readonly ProblemType TooMany = CommonProblems.Catalogue.Define(
        "too-many-webhooks", 409, "The organisation has reached its limit of webhooks.");
    private static readonly ProblemType Ended = CommonProblems.Catalogue.Define(
        "webhook-ended", 409, "The organisation is closed, and its webhooks have ended.");
    private static readonly ProblemType State = CommonProblems.Catalogue.Define(
        "webhook-state", 409, "The webhook's state does not allow this.");
    private static readonly ProblemType TooOld = CommonProblems.Catalogue.Define(
        "webhook-too-old", 409, "The feed no longer has the changes since the webhook stopped.");
    private static readonly ProblemType TooManyTests = CommonProblems.Catalogue.Define(
        "too-many-webhook-tests", 429, "The webhook was tested too often.");
    private static readonly ProblemType TooManyReplays = CommonProblems.Catalogue.Define(
        "too-many-replays", 422, "The period has more deliveries than one request can replay.");

    public static Refusal WrongAddress(WebhookAddress.Fault fault) => AddressType.Refuse(
        fault.Why, facts: new { fault.Address, ports = WebhookAddress.Ports }, change: new { address = fault.Change });

    public static Refusal WrongSecret() => SecretType.Refuse(
        $"A secret is whsec_ and then {WebhookSecret.Shortest} to {WebhookSecret.Longest} random bytes in base64.",
        facts: new { fewestBytes = WebhookSecret.Shortest, mostBytes = WebhookSecret.Longest },
        change: new { secret = (string?)null });

    public static Refusal TooManyOf(long has, int limit) => TooMany.Refuse(
        "Delete a webhook that you no longer need, or add the kinds to an existing one.", facts: new { has, limit });

    public static Refusal OwnerHasEnded(string organisation) => Ended.Refuse(
        "A closed organisation cannot have webhooks.", facts: new { organisation });

    public static Refusal HasEnded(WebhookRow row) => Ended.Refuse(
        "The webhook stays listed for its deliveries. The platform sends it nothing any more.", facts: new { row.Organisation, row.State });

    public static Refusal NotYourRoles(IReadOnlyList<string> roles) => CommonProblems.NotByThisParty(
        $"a caller with the roles of its maker, {Wording.AllOf(roles)},");

    public static Refusal NotIn(WebhookRow row, params string[] states) => State.Refuse(
        $"The webhook is {row.State}. It must be {Wording.AnyOf(states)}.", facts: new { row.State, states });

    public static Refusal CannotGoOn(long position, long oldest) => TooOld.Refuse(
        "Read a snapshot of the feed, and let the webhook go on from now.", facts: new { position, oldest },
        change: new { from = ResumeWebhook.Now });

    public static Refusal TestedTooOften(long tests, int limit) => TooManyTests.Refuse(
        "Wait, and look at the deliveries meanwhile.", facts: new { testsInTheLastHour = tests, limit });

    public static Refusal ReplaysTooMany(long deliveries, int limit, DateTimeOffset until) => TooManyReplays.Refuse(
        "Replay a shorter period, and then the next one.", facts: new { deliveries, limit }, change: new { until });
}
