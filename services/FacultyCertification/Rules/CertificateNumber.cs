using System.Security.Cryptography;

namespace FacultyCertification.Rules;

/// <summary>
/// D19: the printed number of a certificate, such as <c>7K3M-9QXT-2VHD-5RWNC</c>. It has 80 random bits, so nobody guesses one or counts
/// on from one. The last symbol finds each single wrong symbol, and each two that changed places.
/// </summary>
public static class CertificateNumber
{
    /// <summary>How many symbols it has, without its hyphens.</summary>
    public const int Symbols = 17;

    // Crockford's alphabet: no I, L, O or U, which readers take for other symbols.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    // x^5 + x^2 + 1, by which 2 has order 31: each of 17 places has a weight of its own.
    private const int Field = 0b100101;
    private const int FieldSize = 32;

    public static string New()
    {
        var random = RandomNumberGenerator.GetString(Alphabet, Symbols - 1);
        return Printed(random + Alphabet[Times(Sum(random))]);
    }

    /// <summary>The number as it is printed, of a text that somebody typed; null if it is none.</summary>
    public static string? Read(string text)
    {
        var symbols = string.Concat(text.Where(letter => letter is not ('-' or ' ')).Select(Meant));
        return symbols.Length == Symbols && symbols.All(Alphabet.Contains) && Sum(symbols) == 0 ? Printed(symbols) : null;
    }

    private static char Meant(char letter) => char.ToUpperInvariant(letter) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var other => other,
    };

    // The value of the polynomial of the symbols at 2, which is 0 with the right last symbol.
    private static int Sum(string symbols) =>
        symbols.Aggregate(0, (sum, symbol) => Times(sum) ^ Alphabet.IndexOf(symbol, StringComparison.Ordinal));

    private static int Times(int sum) => sum << 1 is var doubled && doubled >= FieldSize ? doubled ^ Field : doubled;

    private static string Printed(string symbols) => $"{symbols[..4]}-{symbols[4..8]}-{symbols[8..12]}-{symbols[12..]}";
}
