using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Kernel.Http;

/// <summary>The refusals that all services share.</summary>
public static class CommonProblems
{
    /// <summary>All of them, for the documentation at <c>/problems</c>.</summary>
    public static ProblemCatalogue Catalogue { get; } = new("");

    private static readonly ProblemType Malformed = Catalogue.Define("malformed-request", 400, "The request cannot be read.");
    private static readonly ProblemType Validation = Catalogue.Define("validation", 400, "Members of the request are not valid.");
    private static readonly ProblemType Unauthenticated = Catalogue.Define("unauthenticated", 401, "A valid bearer token is needed.");
    private static readonly ProblemType ForbiddenType = Catalogue.Define("forbidden", 403, "The token does not allow this.");
    private static readonly ProblemType NotFoundType =
        Catalogue.Define("not-found", 404, "The thing does not exist, or you may not see it.");
    private static readonly ProblemType MethodNotAllowed = Catalogue.Define(
        "method-not-allowed", 405, "The resource does not support this method.");
    private static readonly ProblemType RequestTimeout = Catalogue.Define(
        "request-timeout", 408, "The request's body did not arrive in time.");
    private static readonly ProblemType Conflict = Catalogue.Define(
        "conflict", 409, "Another request changed the same thing at the same moment.");
    private static readonly ProblemType NotYetKnownType =
        Catalogue.Define("not-yet-known", 409, "This service does not know the thing yet.");
    private static readonly ProblemType Stale = Catalogue.Define("precondition-failed", 412, "The thing was changed since you read it.");
    private static readonly ProblemType TooLarge = Catalogue.Define("payload-too-large", 413, "The request is too large.");
    private static readonly ProblemType MediaType = Catalogue.Define(
        "unsupported-media-type", 415, "The request's media type is not supported.");
    private static readonly ProblemType KeyReused = Catalogue.Define(
        "idempotency-key-reused", 422, "The idempotency key was used for another request.");
    private static readonly ProblemType ReplyErasedType = Catalogue.Define(
        "reply-erased", 410, "The reply to this idempotency key was erased with a person's data.");
    private static readonly ProblemType PreconditionRequired = Catalogue.Define(
        "precondition-required", 428, "The header If-Match is needed.");
    private static readonly ProblemType TooMany = Catalogue.Define("too-many-requests", 429, "The client has sent too many requests.");
    private static readonly ProblemType NotTaken = Catalogue.Define(
        "request-not-taken", 400, "The service does not support this kind of request.");
    private static readonly ProblemType Internal = Catalogue.Define("internal", 500, "The service failed.");
    private static readonly ProblemType BadGateway = Catalogue.Define(
        "bad-gateway", 502, "The service behind the gateway cannot be reached.");
    private static readonly ProblemType Unavailable = Catalogue.Define("unavailable", 503, "The service cannot answer at the moment.");
    private static readonly ProblemType OutboxFullType = Catalogue.Define("outbox-full", 503, "Too many events wait to be sent.");
    private static readonly ProblemType TooManyKeys =
        Catalogue.Define("too-many-idempotency-keys", 429, "The client has used too many idempotency keys.");
    private static readonly ProblemType GatewayTimeout = Catalogue.Define(
        "gateway-timeout", 504, "The service behind the gateway did not answer in time.");

    // Parts of the kernel define further types, and all must be there before anything reads the catalogue.
    static CommonProblems()
    {
        RuntimeHelpers.RunClassConstructor(typeof(Imports.ImportProblems).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(Messaging.Parked.ParkedMessages).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(Changes.ChangeProblems).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(Webhooks.WebhookProblems).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(Personal.ErasureProblems).TypeHandle);
    }

    /// <summary>An unknown thing and a hidden thing get the same answer, to the byte.</summary>
    public static Refusal NotFound() => NotFoundType.Refuse("Check the identifier, and that your organisation is a party to it.");

    /// <summary>The first request was done. Its reply told of a person whose data was erased (D44).</summary>
    internal static Refusal ReplyErased() => ReplyErasedType.Refuse(
        "The request was done before. Read the thing to see its present state.", "D44");

    /// <summary>The caller sees the thing and has the role, but may not do this to the thing.</summary>
    public static Refusal Forbidden(Wording detail) => ForbiddenType.Refuse(detail);

    /// <summary>The caller sees the thing, but another party does this.</summary>
    /// <param name="party">The party that does it, such as "the institution that enrolled the learner".</param>
    public static Refusal NotByThisParty(Wording party) => Forbidden($"Only {party} may do this.");

    /// <summary>The thing is in another state than the request needs.</summary>
    /// <param name="type">The service's own type, which clients switch on.</param>
    /// <param name="rule">The rule that orders the states.</param>
    /// <param name="thing">What it is called, such as "plan".</param>
    /// <param name="state">Its present state.</param>
    /// <param name="states">The states in which the request passes.</param>
    public static Refusal NotInState(ProblemType type, string rule, Wording thing, string state, params string[] states) =>
        type.Refuse($"The {thing} is {state}. It must be {Wording.AnyOf(states)}.", rule, new { state, states });

    internal static Refusal LacksScope(string scope) =>
        ForbiddenType.Refuse($"The token needs the scope {scope}.", facts: new { scope });

    internal static Refusal LacksRole(IReadOnlyList<string> roles, Caller caller, Wording? why) => ForbiddenType.Refuse(
        why is not null ? why
        : caller.Org.Length == 0 && roles.Any(caller.Is) ? "The token has the role, but names no organisation that it acts for."
        : roles.Count == 1 ? Wording.Of($"The token needs the role {roles[0]}.")
        : Wording.Of($"The token needs one of the roles {string.Join(", ", roles)}."),
        facts: new { roles, yours = caller.Roles.Order(StringComparer.Ordinal) });

    public static Refusal PreconditionFailed(int version) =>
        Stale.Refuse(
            $"The thing is at version {version} now. Read it again, and send that version in If-Match.", facts: new AtVersion(version));

    /// <summary>The thing's version in a refusal of a stale request; null for other results.</summary>
    internal static int? VersionOfStale(object? result) =>
        (result is INestedHttpResult nested ? nested.Result : result) is Refusal { Facts: AtVersion at } refusal && refusal.Type == Stale
            ? at.Version : null;

    private sealed record AtVersion(int Version);

    /// <summary>A partner that calls one service right after another may be ahead of the event between them.</summary>
    public static Refusal NotYetKnown(Wording what, object id) =>
        NotYetKnownType.Refuse(
            $"No {what} {id} is known here. If it was made a moment ago, try again in a few seconds.",
            facts: new { what = what.ToString(), id });

    /// <summary>Seconds until a client may repeat a request that was refused as not yet known or unavailable.</summary>
    internal const int RetryAfterSeconds = 2;

    internal static bool MayPass(ProblemDetails problem) => problem.Type == NotYetKnownType.Type || problem.Status == Unavailable.Status;

    internal static Refusal IdempotencyKeyReused() => KeyReused.Refuse("Use a new key for a new request.");

    /// <summary>Nothing was changed, because the events of the change could not be sent.</summary>
    internal static Refusal OutboxFull(long waiting, long limit) =>
        OutboxFullType.Refuse(
            "Nothing was changed. Send the request again later, when events can be sent.", facts: new { waiting, limit });

    internal static Refusal TooManyIdempotencyKeys(long kept, long limit, int days) =>
        TooManyKeys.Refuse(
            $"Send the request without an Idempotency-Key, or wait: a reply is kept for {days} days.", facts: new { kept, limit });

    internal static Refusal UnknownMediaType(string sent, IReadOnlyList<string> taken) =>
        MediaType.Refuse($"The media type {sent} is not supported here. Send {Wording.AnyOf(taken)}.");

    internal static Refusal UnknownCharset(string name, string known = "UTF-8") =>
        MediaType.Refuse($"The charset {name} is unknown. Send {known}.");

    internal static Refusal NotValid(Wording detail, IReadOnlyDictionary<string, string[]> errors) =>
        Validation.Refuse(detail, facts: errors);

    internal static Refusal MalformedRequest(Wording detail) => Malformed.Refuse(detail);

    /// <summary>The refusals of any request with an idempotency key, for the OpenAPI document.</summary>
    internal static IReadOnlyList<ProblemType> OfKeys => [KeyReused, TooManyKeys, ReplyErasedType];

    /// <summary>The refusal of any request with an event, for the OpenAPI document.</summary>
    internal static ProblemType OfFullOutbox => OutboxFullType;

    /// <summary>
    /// The type for a bare status of the framework. Without its own type, a status below 500 is the client's fault, and above it ours.
    /// </summary>
    internal static ProblemType OfStatus(int status, bool hasErrors = false) => status switch
    {
        400 => hasErrors ? Validation : Malformed,
        401 => Unauthenticated,
        403 => ForbiddenType,
        404 => NotFoundType,
        405 => MethodNotAllowed,
        408 => RequestTimeout,
        409 => Conflict,
        412 => Stale,
        413 => TooLarge,
        415 => MediaType,
        428 => PreconditionRequired,
        429 => TooMany,
        502 => BadGateway,
        503 => Unavailable,
        504 => GatewayTimeout,
        < 500 => NotTaken,
        _ => Internal,
    };
}
