namespace FacultyCertification.Rules;

/// <summary>D16: which part of the members who vote must be for a grant.</summary>
public static class Majority
{
    public const string Simple = "simple";
    public const string TwoThirds = "two-thirds";
    public const string Unanimous = "unanimous";

    /// <summary>Whether so many of the members who vote are enough. Members who abstain vote, and are not for it.</summary>
    public static bool IsReached(string majority, int inFavour, int voting) => majority switch
    {
        Unanimous => inFavour == voting,
        TwoThirds => inFavour * 3 >= voting * 2,
        _ => inFavour * 2 > voting,
    };
}
