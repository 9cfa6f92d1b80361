using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Primitives;
using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;
using VocationalPlatform.Client.FacultyCertification;
using VocationalPlatform.Client.IndustryPartnership;

namespace Gateway.Portal;

/// <summary>One request for a page: who asks, in which language, what they typed, and what came of it.</summary>
public sealed class Visit(PlatformClients clients, IAntiforgery antiforgery)
{
    private const string Use = "use.";

    private static readonly Dictionary<string, StringValues> Nothing = [];

    private Dictionary<string, StringValues> input = Nothing;

    /// <summary>The request.</summary>
    public HttpContext Http { get; private set; } = null!;

    /// <summary>The page that was asked for; its words name its fields.</summary>
    public Type Page { get; private set; } = typeof(Visit);

    /// <summary>The language of the page.</summary>
    public Language Language { get; private set; } = Language.English;

    /// <summary>Who is signed in; null for nobody.</summary>
    public Person? Person { get; private set; }

    /// <summary>Whether a form is to be carried out. A form that only takes over a proposed value is shown again instead.</summary>
    public bool Sends { get; private set; }

    /// <summary>Whether the page shows what was typed before the session ended.</summary>
    public bool IsTypedBefore { get; private set; }

    /// <summary>Why a form was refused.</summary>
    public Problem? Refusal { get; private set; }

    /// <summary>What is wrong with single fields, by name.</summary>
    public Dictionary<string, string> Errors { get; } = [];

    /// <summary>The services that did not answer.</summary>
    public SortedSet<string> Down { get; } = new(StringComparer.Ordinal);

    /// <summary>The status of the reply.</summary>
    public int Status { get; private set; } = StatusCodes.Status200OK;

    /// <summary>What is shown instead of the page; null for the page.</summary>
    internal Instead? Instead { get; private set; }

    /// <summary>Where to go on from there: the page, with what was typed; null for nowhere.</summary>
    internal string? Again { get; set; }

    /// <summary>All that was typed.</summary>
    internal IReadOnlyDictionary<string, StringValues> Typed => input;

    /// <summary>Whether the reply is a redirection.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Enrollment, as this visitor.</summary>
    public EnrollmentClient Enrollment => clients.Enrollment(this);

    /// <summary>Faculty-certification, as this visitor.</summary>
    public FacultyCertificationClient Faculty => clients.Faculty(this);

    /// <summary>Industry-partnership, as this visitor.</summary>
    public IndustryPartnershipClient Partnership => clients.Partnership(this);

    /// <summary>The hidden field that proves that a form is ours.</summary>
    public (string Name, string Value) Csrf =>
        antiforgery.GetAndStoreTokens(Http) is var tokens ? (tokens.FormFieldName, tokens.RequestToken!) : default;

    /// <summary>The key of this form, under which a request is done once, however often it is sent.</summary>
    public string Once => Input("once") ?? Guid.NewGuid().ToString("N");

    /// <summary>The button that was pressed.</summary>
    public string Action => Input("action") ?? "";

    internal void Begin(HttpContext http, Type page, Language language, Person? person) =>
        (Http, Page, Language, Person) = (http, page, language, person);

    internal void Take(IReadOnlyDictionary<string, StringValues> typed, bool sends)
    {
        input = typed.ToDictionary();
        (Sends, IsTypedBefore) = (sends, !sends);
        if (!sends || input.Keys.FirstOrDefault(name => name.StartsWith(Use, StringComparison.Ordinal)) is not { } used) return;
        // A list has one value a line.
        (input[used[Use.Length..]], Sends) = (input[used].ToString().ReplaceLineEndings("\n").Split('\n'), false);
        IsTypedBefore = true;
    }

    /// <summary>What was typed into a field, as it was; null before anything was.</summary>
    public string? Input(string name) => input.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>All values of a field that has several, such as boxes to tick.</summary>
    public IReadOnlyList<string> Inputs(string name) => input.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];

    /// <summary>Whether a form was filled in, so that a box which is not ticked was left so.</summary>
    public bool IsFilledIn => input.Count > 0;

    /// <summary>A text to send, without the blanks around it; null if it is empty.</summary>
    public string? Text(string name) => Input(name)?.ReplaceLineEndings("\n").Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The same page, or another one, is fetched next.</summary>
    /// <param name="address">A path on this site.</param>
    /// <param name="done">The key of the words that say what was done; null to say nothing.</param>
    public void GoTo(string address, string? done = null)
    {
        IsAnswered = true;
        Http.Response.StatusCode = StatusCodes.Status303SeeOther;
        Http.Response.Headers.Location = done is null ? address : $"{address}{(address.Contains('?') ? '&' : '?')}done={done}";
    }

    /// <summary>The reply was made by something else, such as the sign-in.</summary>
    internal void Answered() => IsAnswered = true;

    /// <summary>Another page is shown instead of this one.</summary>
    internal void Show(Instead instead) => (Instead, Status) = (instead, (int)instead);

    /// <summary>The page is shown again, with the refusal and all that was typed.</summary>
    internal void Refuse(Problem problem)
    {
        (Refusal, Status) = (problem, problem.Status);
        foreach (var (name, wrong) in problem.Errors ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            Errors.TryAdd(name, string.Join(' ', wrong));
        }
    }

    internal void Invalid() => Status = StatusCodes.Status422UnprocessableEntity;

    internal void NotAnswered(string service)
    {
        Down.Add(service);
        if (Sends) Status = StatusCodes.Status503ServiceUnavailable;
    }
}

/// <summary>What is shown instead of a page; its number is the status of the reply.</summary>
internal enum Instead
{
    Outdated = StatusCodes.Status400BadRequest,
    SignedOut = StatusCodes.Status401Unauthorized,
    NotForYou = StatusCodes.Status403Forbidden,
    Unknown = StatusCodes.Status404NotFound,
    NoForm = StatusCodes.Status415UnsupportedMediaType,
    Down = StatusCodes.Status503ServiceUnavailable,
}
