using System.Globalization;
using System.Text;

namespace Kernel.Http;

/// <summary>The characters of a code, a name and a text, and their length. One rule for bodies, queries and paths.</summary>
internal static class Characters
{
    private const int Replacement = 0xFFFD;

    /// <summary>What is wrong with a code. It has only visible characters, because the engines differ on blanks at the end.</summary>
    /// <returns>A sentence; null if nothing is wrong.</returns>
    public static string? OfCode(string value, int most) => OfLength(value, most) ?? FirstOf(value, (rune, _, _) =>
        Rune.IsWhiteSpace(rune) ? "A code has no blanks"
        : !IsVisible(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned ? Invisible
        : null);

    /// <summary>What is wrong with a name. It has one line, and begins and ends with a visible character.</summary>
    /// <returns>A sentence; null if nothing is wrong.</returns>
    public static string? OfName(string value, int most) => OfLength(value, most) ?? OfEnds(value) ?? OfUnseen(value, "");

    /// <summary>What is wrong with a text. It may have several lines.</summary>
    /// <returns>A sentence; null if nothing is wrong.</returns>
    public static string? OfText(string value, int most) =>
        OfLength(value, most) ?? OfEnds(value) ?? OfUnseen(value, "\n\r\t");

    /// <summary>What is wrong with a length, which is counted in UTF-16 units like an NVARCHAR column's.</summary>
    /// <returns>A sentence; null if the text fits.</returns>
    public static string? OfLength(string value, int most)
    {
        if (value.Length == 0) return "An empty text is not allowed. Leave out what you do not know.";
        if (value.Length <= most) return null;
        var why = $"It has {value.Length} characters. At most {most} are allowed.";
        var pairs = value.Length - value.EnumerateRunes().Count();
        return pairs == 0 ? why : $"{why} {pairs} of them count twice: they are outside Unicode's basic plane.";
    }

    private const string Invisible = "Invisible characters are not allowed";

    private static string? OfEnds(string value) =>
        char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1]) ? "It begins or ends with a blank." : null;

    private static string? OfUnseen(string value, string taken) => FirstOf(value, (rune, before, after) =>
    {
        var isTaken = IsJoiner(rune) ? (IsVisible(before) || IsSelector(before)) && IsVisible(after)
            : IsSelector(rune) ? IsVisible(before)
            : !IsInvisible(rune) || taken.Contains(rune.ToString(), StringComparison.Ordinal);
        return isTaken ? null : Invisible;
    });

    /// <param name="value">The text.</param>
    /// <param name="judge">Returns what is wrong with a character, given the one before and the one after it (a blank at an end).</param>
    private static string? FirstOf(string value, Func<Rune, Rune, Rune, string?> judge)
    {
        var none = new Rune(' ');
        Rune[] all = [none, .. value.EnumerateRunes(), none];
        for (var place = 1; place < all.Length - 1; place++)
        {
            if (judge(all[place], all[place - 1], all[place + 1]) is not { } why) continue;
            return string.Create(CultureInfo.InvariantCulture, $"{why}: character {place} is U+{all[place].Value:X4}.");
        }
        return null;
    }

    private static bool IsVisible(Rune rune) => !Rune.IsWhiteSpace(rune) && !IsInvisible(rune) && !IsJoiner(rune) && !IsSelector(rune);

    private static bool IsInvisible(Rune rune) => !IsJoiner(rune) && !IsSelector(rune) && (
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
        // Fillers and a blank that Unicode counts as letters, marks and symbols, and the replacement character.
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or Replacement
        // Unicode's noncharacters: the last two of each plane, and a row of the basic plane.
        || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF);

    // Some scripts and emoji need them between two characters.
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D or 0x180E;

    // They choose the form of the character before them.
    private static bool IsSelector(Rune rune) =>
        rune.Value is (>= 0x180B and <= 0x180D) or 0x180F or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
