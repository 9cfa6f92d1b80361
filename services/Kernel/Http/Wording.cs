using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Contracts;

namespace Kernel.Http;

/// <summary>A text for the caller, with its values apart, so that it can be told in another language.</summary>
/// <remarks>
/// The compiler makes one of an interpolated text: <c>$"The {thing} is {state}."</c> becomes the words <c>The {0} is {1}.</c> and two
/// values. <c>contracts/problems-zh.json</c> has the words in Chinese. A test finds words that it lacks.
/// </remarks>
[InterpolatedStringHandler]
public sealed partial class Wording
{
    private readonly StringBuilder words;
    private readonly List<object?> values = [];

    /// <summary>Called by the compiler.</summary>
    public Wording(int literalLength, int formattedCount) => words = new StringBuilder(literalLength + (3 * formattedCount));

    private Wording(string text) => words = new StringBuilder(text);

    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Wording?(string? text) => text is null ? null : new Wording(text);

    /// <summary>Lets the compiler make one where a conditional expression would make a string.</summary>
    public static Wording Of(Wording told) => told;

    /// <summary>A text that is the same in each language, such as a code, or a message of the framework.</summary>
    public static Wording AsItIs(string text) => new Wording(3, 1).With(text);

    /// <summary>Values of which one is needed.</summary>
    public static Wording AnyOf(IEnumerable<string> values) => values.Select(AsItIs).Aggregate((before, next) => $"{before} or {next}");

    /// <summary>Values that are all meant.</summary>
    public static Wording AllOf(IEnumerable<string> values) => values.Select(AsItIs).Aggregate((before, next) => $"{before} and {next}");

    public void AppendLiteral(string text) => words.Append(text);

    public void AppendFormatted<T>(T value)
    {
        words.Append(CultureInfo.InvariantCulture, $"{{{values.Count}}}");
        values.Add(value);
    }

    public void AppendFormatted<T>(T value, string? format) =>
        AppendFormatted((value as IFormattable)?.ToString(format, CultureInfo.InvariantCulture));

    /// <summary>In English.</summary>
    public override string ToString() => In(chinese: false);

    /// <summary>In Chinese, or in English where the words are missing in Chinese.</summary>
    public string In(bool chinese) => Place().Replace(
        chinese ? Chinese.Text($"{words}") ?? $"{words}" : $"{words}",
        place => TextOf(values[int.Parse(place.ValueSpan[1..^1], CultureInfo.InvariantCulture)], chinese));

    private Wording With(object value)
    {
        AppendFormatted(value);
        return this;
    }

    private static string TextOf(object? value, bool chinese) => value switch
    {
        Wording told => told.In(chinese),
        // A string is a name of the API, a code or the caller's own text: the same in each language.
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    [GeneratedRegex(@"\{[0-9]+\}")]
    private static partial Regex Place();
}
