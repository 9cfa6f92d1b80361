namespace AllInOne.Steps;

/// <summary>Where the services' APIs are, behind the gateway.</summary>
internal static class Paths
{
    public const string Partnership = "/industry-partnership/v1";
    public const string Enrolling = "/enrollment/v1";
    public const string Faculty = "/faculty-certification/v1";
}
