using System.Globalization;
using System.Text;

namespace Kernel.Http;

/// <summary>Which characters a code, a name and a text take, and how many they are. One rule for bodies, queries and paths.</summary>
internal static class Characters
{
    private const int Replacement = 0xFFFD;

    /// <summary>What is wrong with a code: it has visible characters alone, since blanks at its end count on one engine and not on another.</summary>
    /// <returns>A sentence; null where nothing is wrong.</returns>
    public static string? OfCode(string value, int most) => OfLength(value, most) ?? FirstOf(value, rune =>
        Rune.IsWhiteSpace(rune) ? "A code has no blanks"
        : IsInvisible(rune) || IsShaping(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned ? Invisible
        : null);

    /// <summary>What is wrong with a name: it is one line, and begins and ends with what is seen.</summary>
    /// <returns>A sentence; null where nothing is wrong.</returns>
    public static string? OfName(string value, int most) => OfLength(value, most) ?? OfEnds(value) ?? FirstOf(value, rune => IsInvisible(rune) ? Invisible : null);

    /// <summary>What is wrong with a text, which may have several lines.</summary>
    /// <returns>A sentence; null where nothing is wrong.</returns>
    public static string? OfText(string value, int most) =>
        OfLength(value, most) ?? OfEnds(value) ?? FirstOf(value, rune => IsInvisible(rune) && rune.Value is not ('\n' or '\r' or '\t') ? Invisible : null);

    /// <summary>How many characters people count; one outside of the basic plane is one.</summary>
    public static int Count(string value) => value.EnumerateRunes().Count();

    private const string Invisible = "Characters that nobody sees are not taken";

    private static string? OfLength(string value, int most) => Count(value) switch
    {
        0 => "An empty text is not taken. Leave out what you do not know.",
        var count when count > most => $"It has {count} characters. At most {most} are taken.",
        _ => null,
    };

    private static string? OfEnds(string value) => char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1]) ? "It begins or ends with a blank." : null;

    private static string? FirstOf(string value, Func<Rune, string?> judge) => value.EnumerateRunes().Index()
        .Select(place => judge(place.Item) is { } why ? string.Create(CultureInfo.InvariantCulture, $"{why}: character {place.Index + 1} is U+{place.Item.Value:X4}.") : null)
        .FirstOrDefault(why => why is not null);

    private static bool IsInvisible(Rune rune) => !IsShaping(rune) && (
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        // Fillers and a blank that Unicode counts as letters, marks and symbols; and the mark of what could not be decoded.
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or Replacement);

    // Some scripts and emoji need them: joiners, and selectors of a variant.
    private static bool IsShaping(Rune rune) => rune.Value is 0x200C or 0x200D or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
