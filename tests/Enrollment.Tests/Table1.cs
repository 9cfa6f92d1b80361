namespace Enrollment.Tests;

/// <summary>A vocational major of BPC and the undergraduate major of NCUT that continues it.</summary>
internal sealed record Pair(string FromMajor, string FromMajorName, string ToMajor, string ToMajorName);

/// <summary>The paper's Table 1 (S1), with the codes of D6.</summary>
internal static class Table1
{
    public static Pair ComputerNetworks { get; } = new(
        "510202", "Computer Network Technology", "080901", "Computer Science and Technology");
    public static Pair BigDataAccounting { get; } = new("530302", "Big Data Accounting", "120203K", "Accounting");
    public static Pair ECommerce { get; } = new("530701", "E-Commerce", "120201K", "Business Administration");

    public static IReadOnlyList<Pair> All { get; } =
    [
        ComputerNetworks,
        new("460301", "Mechatronics Technology", "080204", "Mechanical and Electronic Engineering"),
        BigDataAccounting,
        ECommerce,
        new("460702", "New Energy Vehicle Technology", "081806T", "Traffic Equipment and Control Engineering"),
        new("510209", "Artificial Intelligence Technology Application", "080717T", "Artificial Intelligence"),
    ];
}
