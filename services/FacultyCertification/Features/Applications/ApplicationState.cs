namespace FacultyCertification.Features.Applications;

/// <summary>The states of an application (D19).</summary>
internal static class ApplicationState
{
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string UnderReview = "under-review";
    public const string PublicNotice = "public-notice";
    public const string Certified = "certified";
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";

    /// <summary>Those that are not final.</summary>
    public static readonly string[] Open = [Draft, Submitted, UnderReview, PublicNotice];
}
