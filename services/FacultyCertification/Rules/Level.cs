namespace FacultyCertification.Rules;

/// <summary>D14: the levels of a dual-qualified certificate.</summary>
public static class Level
{
    public const string Junior = "junior";
    public const string Intermediate = "intermediate";
    public const string Senior = "senior";
}
