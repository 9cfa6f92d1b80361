using Microsoft.AspNetCore.Components;

namespace Gateway.Portal.Shared;

/// <summary>What the charts are made of.</summary>
internal static class Svg
{
    /// <summary>A text that begins, or ends, at a point.</summary>
    public static RenderFragment Text(int x, int y, string anchor, string text) => builder =>
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", x);
        builder.AddAttribute(2, "y", y);
        builder.AddAttribute(3, "text-anchor", anchor);
        builder.AddContent(4, text);
        builder.CloseElement();
    };

    /// <summary>A rectangle from the left edge.</summary>
    public static RenderFragment Rectangle(string kind, int y, int width, int height) => builder =>
    {
        builder.OpenElement(0, "rect");
        builder.AddAttribute(1, "class", kind);
        builder.AddAttribute(2, "y", y);
        builder.AddAttribute(3, "width", width);
        builder.AddAttribute(4, "height", height);
        builder.CloseElement();
    };
}
