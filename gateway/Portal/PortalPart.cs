using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace Gateway.Portal;

/// <summary>A page, or a part of pages: it knows the visit and speaks its language.</summary>
public abstract class PortalPart : ComponentBase
{
    /// <summary>The request.</summary>
    [Inject]
    public Visit Visit { get; set; } = null!;

    /// <summary>A text of this page or part, or of all.</summary>
    protected string T(string key, params object?[] values) => Texts.Of(GetType(), key, Visit.Language, values);

    /// <summary>What a field of the page, or a member of the API, is called.</summary>
    protected string NameOf(string field) => Texts.Find(Visit.Page, $"field.{field}", Visit.Language) ?? field;

    /// <summary>A day in the visitor's language.</summary>
    protected string Day(DateOnly? day) => day is { } known ? Visit.Language.Day(known) : "–";

    /// <summary>A moment in the visitor's language, in the time of Beijing.</summary>
    protected string Moment(DateTimeOffset? moment) => moment is { } known ? Visit.Language.Moment(known) : "–";

    /// <summary>Enough of an id to tell two things apart. Ids of one moment begin alike, so it is the end.</summary>
    protected static string ShortId(Guid id) => $"{id}"[^6..];

    /// <summary>A number with its thousands apart.</summary>
    protected static string Number(decimal? number) => number is { } known ? Language.Number(known) : "–";

    /// <summary>The word for a state, a kind or a grade of the API; the value itself if there is no word.</summary>
    protected string Word(string? value) => value is null ? "–" : Texts.Find(GetType(), $"word.{value}", Visit.Language) ?? value;

    /// <summary>A text of the API for a reader: a day as a day, and a word of the API in the visitor's language.</summary>
    protected string Written(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Day(day) : Word(text);

    /// <summary>The word for a yes or a no.</summary>
    protected string Word(bool? value) => value is { } known ? T(known ? "yes" : "no") : "–";

    /// <summary>A fact or a change of the API in words.</summary>
    protected string Told(JsonElement value) => value.ValueKind switch
    {
        // The API names a member by its path.
        JsonValueKind.String when value.GetString() is { } text => text.Contains('.') ? NameOf(text) : Written(text),
        JsonValueKind.Number => Number(value.GetDecimal()),
        JsonValueKind.True => T("yes"),
        JsonValueKind.False => T("no"),
        JsonValueKind.Null or JsonValueKind.Undefined => "–",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Told)),
        _ => string.Join("; ", value.EnumerateObject().Select(member => $"{NameOf(member.Name)}: {Told(member.Value)}")),
    };
}
